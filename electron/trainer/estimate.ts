import { openDataSet } from '#electron/datasets/open'
import { batchesOf } from '#electron/images/batches'
import type { Job } from '#shared/contract/trainer'
import { refusePlan } from '#shared/plan/fits'
import { stagesFrom } from '#shared/plan/stages'
import type { Host } from './host'
import { settled } from './precision'
import { imageFacts, refuseOtherData, seenBy, splitOf } from './records'

/** The first steps of each kind make TensorFlow's plans and touch its memory for the first time; those after them are timed. */
const UNTIMED = 2
const TIMED = 4

/** Trains fresh weights for a few steps of each kind that the plan's epochs have, and says what an epoch would take in the mean, validation left out; nothing is saved. */
export async function estimate({ data: source, graph, plan: asked }: Extract<Job, { kind: 'estimate' }>, host: Host): Promise<void> {
  host.emit({ type: 'preparing', what: 'reading the pictures' })
  const opened = await openDataSet(source)
  refuseOtherData(graph, opened)
  refusePlan(graph, asked)
  const data = seenBy(graph, opened)
  const { training } = splitOf(data, asked)
  const images = imageFacts(data, asked)
  const plan = await settled({ graph, plan: asked, images }, host)
  host.emit({ type: 'preparing', what: 'compiling the network' })
  const program = await host.engine.compile(graph, plan, images)
  try {
    const batches = batchesOf(data.training, training, plan)
    let seconds = 0
    for (const { stage: { epoch }, epochs } of stagesFrom(plan, 0)) {
      let seen = 0
      let milliseconds = 0
      for (let step = 0; step < UNTIMED + TIMED; step++) {
        if (await host.stopping()) return host.emit({ type: 'done', how: 'stopped' })
        const since = performance.now()
        const batch = batches.make(epoch, step % batches.count())
        program.step(batch, { learningRate: plan.learningRate, step, epoch })
        if (step < UNTIMED) continue
        seen += batch.count
        milliseconds += performance.now() - since
      }
      seconds += (epochs * training.length * milliseconds) / seen / 1000
    }
    const secondsPerEpoch = seconds / plan.epochs
    host.emit({ type: 'estimated', imagesPerSecond: training.length / secondsPerEpoch, secondsPerEpoch, memoryBytes: process.memoryUsage.rss(), device: host.device })
    host.emit({ type: 'done', how: 'finished' })
  } finally {
    program.dispose()
  }
}
