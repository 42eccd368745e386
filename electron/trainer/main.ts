import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { writeLog } from '#electron/files/log'
import { asProblem, problem } from '#shared/base/problem'
import type { TrainerCommand, TrainerEvent } from '#shared/contract/trainer'
import type { Assignment } from './assignment'
import { evaluate } from './evaluate'
import { explain } from './explain'
import { findRate } from './findRate'
import type { Host } from './host'
import { predict } from './predict'
import { train } from './train'

/** The process that computes: takes one job over the child-process port, tells how it goes, and ends. */
async function main(): Promise<void> {
  let stop = false
  // The terminal sends its Ctrl-C to every process of its group; only the one who asked decides what it means.
  process.on('SIGINT', () => undefined)
  // Nobody is there any more to take the result: what was done is saved, as on a stop.
  process.on('disconnect', () => {
    stop = true
  })
  const { job, engineFolder, device, insists } = await new Promise<Assignment>((take) => process.once('message', (message) => take(message as Assignment)))
  process.on('message', (message) => {
    stop = (message as TrainerCommand).stop
  })

  try {
    const engine = openTensorFlow(engineFolder)
    if (device === 'gpu' && !engine.usesGpu) {
      // The driver has a card, but TensorFlow cannot compute on it, and would quietly take the processor.
      if (insists) throw problem('gpuNotUsable')
      tell({ type: 'note', text: 'TensorFlow cannot use the GPU after all, so the processor computes. See npm run studio -- doctor.', warning: true })
    }
    const host: Host = {
      engine,
      device: engine.usesGpu ? 'gpu' : 'cpu',
      emit: tell,
      stopping: () => new Promise((answer) => setImmediate(() => answer(stop))),
    }
    if (job.kind === 'evaluate') await evaluate(job, host)
    else if (job.kind === 'findRate') await findRate(job, host)
    else if (job.kind === 'predict') await predict(job, host)
    else if (job.kind === 'explain') await explain(job, host)
    else await train(job, host)
  } catch (thrown) {
    await writeLog('trainer', thrown)
    const { code, sentence, hint } = asProblem(thrown)
    tell({ type: 'problem', code, sentence, hint })
  }
  // A process that ends right after sending may take the last message with it: messages leave in order, so it waits for the last one.
  await lastSent
  process.disconnect?.()
}

let lastSent = Promise.resolve()

function tell(event: TrainerEvent): void {
  if (process.connected) lastSent = new Promise((sent) => process.send!(event, () => sent()))
}

void main()
