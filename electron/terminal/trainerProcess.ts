import { chooseDevice } from '#electron/engine/setup/device'
import { realOutside } from '#electron/engine/setup/outside'
import type { Assignment } from '#electron/trainer/assignment'
import { writeLog } from '#electron/files/log'
import { problem, StudioProblem } from '#shared/base/problem'
import type { Job, TrainerEvent } from '#shared/contract/trainer'
import { fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

/** The bundle of the process that computes lies beside this program's own. */
const TRAINER = join(__dirname, 'trainer.cjs')

/** Lines that TensorFlow prints before its log can be turned down; they say nothing to a person. */
const noise = [/^WARNING: All log messages before absl::InitializeLog/, /oneDNN custom operations are on/, /^[IW]0000 /, /failed call to cuInit/]

export interface JobOptions {
  readonly device: 'auto' | 'cpu' | 'gpu'
  /** Gets every event but the last of a job that failed. */
  onEvent(event: TrainerEvent): void
  /** Called once with how to ask the job to stop. */
  onStoppable?(stop: () => void): void
}

/**
 * Runs a job in a process of its own and waits for its end; what the job is may depend on the device. Throws the problem that the job met, and trainerDied when the process ended
 * without having said that it was done.
 */
export async function runJob(what: Job | ((device: 'cpu' | 'gpu') => Promise<Job>), { device, onEvent, onStoppable }: JobOptions): Promise<void> {
  const chosen = await chooseDevice(device, realOutside())
  if (typeof what === 'function' || (what.kind !== 'predict' && what.kind !== 'explain')) onEvent({ type: 'note', text: chosen.why })
  const job = typeof what === 'function' ? await what(chosen.device) : what
  const child = fork(TRAINER, { env: { ...process.env, ...chosen.environment }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  onStoppable?.(() => child.connected && child.send({ stop: true }))

  const printed: string[] = []
  createInterface({ input: child.stderr! }).on('line', (line) => {
    if (!noise.some((pattern) => pattern.test(line))) printed.push(line)
  })
  const assignment: Assignment = { job, engineFolder: chosen.engine.folder, device: chosen.device, insists: device === 'gpu' }
  let ended: TrainerEvent | undefined
  child.on('message', (message) => {
    const event = message as TrainerEvent
    if (event.type === 'done' || event.type === 'problem') ended = event
    if (event.type !== 'problem') onEvent(event)
  })
  child.send(assignment)
  const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((end) => child.on('close', (code, signal) => end({ code, signal })))

  if (printed.length) await writeLog('trainer said', printed.join('\n'))
  if (ended?.type === 'problem') throw new StudioProblem(ended.code, ended.sentence, ended.hint)
  if (!ended || code !== 0) throw problem('trainerDied', { how: describeEnd(code, signal, printed.at(-1)) })
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null, lastLine: string | undefined): string {
  if (signal === 'SIGKILL') return 'SIGKILL: the system ends a process like this when memory runs out'
  const how = signal ?? `exit code ${code}`
  return lastLine ? `${how}; its last words: ${lastLine}` : how
}
