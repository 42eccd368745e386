import type { Fact } from '#shared/base/fact'
import { phrase } from '#shared/base/phrase'
import { quoted } from '#shared/base/reason'

const folder = '/home/ada/.local/share/vgg-studio/engine'
const computer: readonly Fact[] = [
  { about: phrase('aboutSystem'), state: 'ok', text: phrase('systemWithGlibc', { name: 'Debian GNU/Linux 12 (bookworm)', system: phrase('systemOn', { system: 'Linux', arch: 'x64' }), glibc: '2.36' }) },
  { about: phrase('aboutProcessor'), state: 'ok', text: phrase('processorIs', { model: 'AMD EPYC 9R14', cores: 2, notes: [phrase('withSets', { sets: 'avx2, avx512f, avx512_bf16' }), phrase('withoutSets', { sets: 'amx_bf16' })] }) },
  { about: phrase('aboutPrecision'), state: 'ok', text: phrase('bfloat16Fast', { set: 'avx512_bf16' }) },
  { about: phrase('aboutThreads'), state: 'ok', text: phrase('threadsAll', { count: 2 }) },
  { about: phrase('aboutMemory'), state: 'note', text: phrase('memoryIsSmall', { total: '2.0 GB', free: '1.1 GB' }) },
  { about: phrase('aboutDisk'), state: 'ok', text: phrase('diskFree', { free: '70.0 GB', folder }) },
]
const engine = (state: ReturnType<typeof phrase>) => phrase('engineIs', { version: '2.21.0', devices: phrase('forProcessor'), folder: `${folder}/2.21.0-cpu`, origin: phrase('originInstalled'), state })

/** What the doctor says of a computer that trains on its processor. */
export const factsOfWorking: readonly Fact[] = [
  ...computer,
  { about: phrase('aboutEngine'), state: 'ok', text: engine(phrase('runs')) },
  { about: 'oneDNN', state: 'ok', text: phrase('isOn') },
  { about: 'Python', state: 'ok', text: phrase('toolUnneeded', { tool: phrase('pythonIs', { version: '3.11.7', command: 'python3' }) }) },
  { about: phrase('aboutCompiler'), state: 'note', text: phrase('notFoundNorNeeded') },
  { about: 'GPU', state: 'note', text: phrase('gpuNone', { reason: phrase('noCard') }) },
  { about: phrase('aboutGpuEngine'), state: 'note', text: phrase('gpuEngineUseless') },
]

/** What it says of one whose engine does not load, and that lacks what a new one needs. */
export const factsOfBroken: readonly Fact[] = [
  ...computer,
  { about: phrase('aboutEngine'), state: 'missing', text: engine(phrase('doesNotRun', { reason: quoted('libstdc++.so.6: cannot open shared object file') })), fix: phrase('makeAnewWith', { command: 'npm run engine -- --force' }) },
  { about: 'Python', state: 'missing', text: phrase('notFoundButNeeded'), fix: phrase('installWith', { command: 'sudo apt-get install python3 python3-pip' }) },
  { about: phrase('aboutCompiler'), state: 'missing', text: phrase('notFoundButNeeded'), fix: phrase('installCompiler') },
  { about: 'GPU', state: 'note', text: phrase('gpuNone', { reason: phrase('noWorkingCard', { reason: quoted('NVIDIA-SMI has failed') }) }) },
]
