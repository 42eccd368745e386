import { chooseDevice } from '#electron/engine/setup/device'
import { realOutside } from '#electron/engine/setup/outside'
import { forkSpawner, trainerDied, type Exit } from '#electron/studio/spawner'
import { environmentFor } from '#electron/trainer/start'
import { line, StudioProblem } from '#shared/base/problem'
import { connect } from '#shared/contract/client'
import { trainerContract, type Job, type TrainerEvent } from '#shared/contract/trainer'

export interface JobOptions {
  readonly device: 'auto' | 'cpu' | 'gpu'
  /** Gets every event but the last of a job that failed. */
  onEvent(event: TrainerEvent): void
  /** Called once with how to ask the job to stop. */
  onStoppable?(stop: () => void): void
}

/**
 * Runs a job in a process of its own and waits for its end. Throws the problem that the job met, and trainerDied when the process ended
 * without having said that it was done.
 */
export async function runJob(job: Job, { device, onEvent, onStoppable }: JobOptions): Promise<void> {
  const chosen = await chooseDevice(device, realOutside())
  if (!['predict', 'explain', 'export'].includes(job.kind)) onEvent({ type: 'note', text: chosen.why })
  // The bundle of the process that computes lies beside this program's own.
  const started = forkSpawner(__dirname).start('trainer', environmentFor(chosen, device === 'gpu'))
  const exit = new Promise<Exit>((end) => started.onExit(end))
  const { trainer } = connect(trainerContract, started.port)
  // A process that is gone needs no stop any more.
  onStoppable?.(() => void trainer.stop({}).catch(() => undefined))

  let ended: TrainerEvent | undefined
  let broken: StudioProblem | undefined
  trainer.work(job, {
    snapshot: () => undefined,
    event(event) {
      if (event.type === 'done' || event.type === 'problem') ended = event
      // The terminal speaks English, to people and to programs that read its JSON alike.
      if (event.type !== 'problem') onEvent(event.type === 'note' ? { ...event, text: line(event.text) } : event)
    },
    ended(problem) {
      if (problem) broken = new StudioProblem(problem)
      started.port.close()
    },
  })
  const how = await exit
  if (ended?.type === 'problem') throw new StudioProblem(ended)
  if (broken && broken.code !== 'connectionLost') throw broken
  if (!ended || how.code !== 0) throw trainerDied(how)
}
