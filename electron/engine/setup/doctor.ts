import { factInWords, type Fact } from '#shared/base/fact'
import { phrase, type Phrase } from '#shared/base/phrase'
import { plain } from '#shared/base/problem'
import type { FoundEngine } from './locate'
import type { Machine, SeenEngine } from './machine'
import { fastPrecision, flagsThatMatter } from './processor'
import type { Proof } from './proof'
import { bytesInWords, systemInWords } from './words'

/** What the doctor found; `ready` says whether training is possible now. */
interface Findings {
  readonly facts: readonly Fact[]
  readonly ready: boolean
}

/** Judges a machine, in the order in which a person would ask. */
export function diagnose(machine: Machine): Findings {
  const ready = works(machine.engine)
  const facts = [
    system(machine), processor(machine), precision(machine), threads(machine), memory(machine), disk(machine, ready),
    engine(machine), ...oneDnn(machine), ...tools(machine, ready), graphics(machine), ...gpuEngine(machine),
  ]
  return { facts, ready }
}

/** The findings as lines for a person at a terminal. */
export function printFindings({ facts, ready }: Findings): string {
  const told = facts.map((fact) => ({ state: fact.state, ...factInWords(fact) }))
  const width = Math.max(...told.map(({ about }) => about.length))
  const lines = told.flatMap(({ state, about, text, fix }) => [
    `${state.padEnd(7)}  ${about.padEnd(width)}  ${text}`,
    ...(fix === '' ? [] : [`${' '.repeat(width + 11)}${fix}`]),
  ])
  return [...lines, '', ready ? 'Training is possible.' : 'Training is not possible yet.'].join('\n')
}

function system({ system: name, platform, arch, glibc, unsupported }: Machine): Fact {
  const here = systemInWords(platform, arch)
  const text = glibc === undefined ? phrase('systemWithoutGlibc', { name, system: here }) : phrase('systemWithGlibc', { name, system: here, glibc })
  return { about: phrase('aboutSystem'), state: unsupported ? 'missing' : 'ok', text, problem: unsupported && plain(unsupported) }
}

function processor({ processor: { model, cores, flags }, arch }: Machine): Fact {
  const fact = (state: Fact['state'], ...notes: Phrase[]): Fact =>
    ({ about: phrase('aboutProcessor'), state, text: phrase('processorIs', { model: model || phrase('unknownModel'), cores, notes }) })
  if (flags === undefined) return fact('note', phrase('setsUnknown'))
  if (arch !== 'x64') return fact('ok')
  if (!flags.has('avx')) return fact('missing', phrase('lacksAvx'))
  const has = flagsThatMatter.filter(flag => flags.has(flag))
  const lacks = flagsThatMatter.filter(flag => !flags.has(flag))
  const named = (row: 'withSets' | 'withoutSets', sets: readonly string[]) => sets.length > 0 ? [phrase(row, { sets: sets.join(', ') })] : []
  return fact(has.includes('avx2') ? 'ok' : 'note', ...named('withSets', has), ...named('withoutSets', lacks))
}

function precision({ processor: { flags } }: Machine): Fact {
  const about = phrase('aboutPrecision')
  switch (fastPrecision(flags)) {
    case 'bfloat16': return { about, state: 'ok', text: phrase('bfloat16Fast', { set: flags?.has('amx_bf16') ? 'amx_bf16' : 'avx512_bf16' }) }
    case 'float32': return { about, state: 'ok', text: phrase('float32Fast') }
    default: return { about, state: 'note', text: phrase('fastUnknown') }
  }
}

function threads({ processor: { cores }, environment }: Machine): Fact {
  const about = phrase('aboutThreads')
  const set = environment.TF_NUM_INTRAOP_THREADS
  return set ? { about, state: 'note', text: phrase('threadsSet', { set, count: cores }) } : { about, state: 'ok', text: phrase('threadsAll', { count: cores }) }
}

function memory({ memory: { total, free } }: Machine): Fact {
  const about = phrase('aboutMemory')
  const sizes = { total: bytesInWords(total), free: bytesInWords(free) }
  // VGG16 with batch normalisation at 32 pixels and batch 128 takes 1.1 GB; below this the system itself gets too little.
  const enough = 3e9
  return total >= enough ? { about, state: 'ok', text: phrase('memoryIs', sizes) } : { about, state: 'note', text: phrase('memoryIsSmall', sizes) }
}

function disk({ disk: { folder, free: bytes, need } }: Machine, ready: boolean): Fact {
  const about = phrase('aboutDisk')
  const free = bytesInWords(bytes)
  if (ready || bytes >= need) return { about, state: 'ok', text: phrase('diskFree', { free, folder }) }
  return { about, state: 'missing', text: phrase('diskTooSmall', { free, folder, need: bytesInWords(need) }), fix: phrase('makeRoom') }
}

function engine(machine: Machine): Fact {
  const about = phrase('aboutEngine')
  const seen = machine.engine
  if (!seen) return { about, state: 'missing', text: phrase('noneIn', { folder: machine.disk.folder }), fix: phrase('getEngineWith', { command: 'npm run engine' }) }
  if ('problem' in seen) return { about, state: 'missing', problem: plain(seen.problem) }
  return engineFact(about, seen, phrase('runs'), 'npm run engine -- --force')
}

const origins = { named: 'originNamed', bundled: 'originBundled', installed: 'originInstalled' } as const

function engineFact(about: Phrase, { found, proof }: TriedEngine, runs: Phrase, anew: string): Fact {
  const text = phrase('engineIs', {
    version: found.version, folder: found.folder, origin: phrase(origins[found.origin]),
    devices: phrase(found.kind === 'gpu' ? 'forGpu' : 'forProcessor'),
    state: proof.works ? runs : phrase('doesNotRun', { reason: proof.reason }),
  })
  return proof.works ? { about, state: 'ok', text } : { about, state: 'missing', text, fix: phrase('makeAnewWith', { command: anew }) }
}

/** oneDNN has the fast convolutions on x86; elsewhere it is not part of the engine. */
function oneDnn({ engine: seen, arch, platform }: Machine): Fact[] {
  if (!works(seen) || arch !== 'x64' || platform !== 'linux') return []
  if (seen.proof.oneDnn) return [{ about: 'oneDNN', state: 'ok', text: phrase('isOn') }]
  return [{ about: 'oneDNN', state: 'note', text: phrase('oneDnnOff'), fix: phrase('unsetOneDnn') }]
}

/** Python, pip and a compiler matter only while there is no engine. */
function tools({ python, compiler, fixes, unsupported }: Machine, ready: boolean): Fact[] {
  const lacking = (about: Fact['about'], fix: Phrase): Fact => ready || unsupported
    ? { about, state: 'note', text: phrase(ready ? 'notFoundNorNeeded' : 'notFound') }
    : { about, state: 'missing', text: phrase('notFoundButNeeded'), fix }
  const having = (about: Fact['about'], tool: string | Phrase): Fact => ({ about, state: 'ok', text: ready ? phrase('toolUnneeded', { tool }) : tool })
  return [
    python ? having('Python', phrase('pythonIs', { version: python.version, command: [python.command, ...python.options].join(' ') })) : lacking('Python', fixes.python),
    python?.pip === undefined ? lacking('pip', python ? fixes.pip : fixes.python) : having('pip', python.pip),
    compiler === undefined ? lacking(phrase('aboutCompiler'), fixes.compiler) : having(phrase('aboutCompiler'), compiler),
  ]
}

function graphics({ graphics: found, gpuSupported }: Machine): Fact {
  if ('reason' in found) return { about: 'GPU', state: 'note', text: phrase('gpuNone', { reason: found.reason }) }
  return gpuSupported ? { about: 'GPU', state: 'ok', text: phrase('gpuIs', found) } : { about: 'GPU', state: 'note', text: phrase('gpuWithoutEngine', found) }
}

function gpuEngine({ gpuEngine: seen, gpuSupported, graphics: card }: Machine): Fact[] {
  const about = phrase('aboutGpuEngine')
  // The problem with a named engine was told already.
  if (!gpuSupported || (seen && 'problem' in seen)) return []
  if (!seen) return 'card' in card
    ? [{ about, state: 'note', text: phrase('gpuEngineAbsent'), fix: phrase('getEngineWith', { command: 'npm run engine -- --gpu' }) }]
    : [{ about, state: 'note', text: phrase('gpuEngineUseless') }]
  const onGpu = works(seen) && seen.proof.gpu
  return [{ ...engineFact(about, seen, phrase(onGpu ? 'runsOnGpu' : 'runsWithoutGpu'), 'npm run engine -- --gpu --force'), state: onGpu ? 'ok' : 'note' }]
}

type TriedEngine = Extract<SeenEngine, { found: FoundEngine }>

function works(seen: SeenEngine | undefined): seen is { found: FoundEngine; proof: Extract<Proof, { works: true }> } {
  return seen !== undefined && 'proof' in seen && seen.proof.works
}
