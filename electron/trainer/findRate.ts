import { openDataSet } from '#electron/datasets/open'
import { batchesAhead } from '#electron/images/ahead/batchesAhead'
import type { Job } from '#shared/contract/trainer'
import { hasDiverged, smoothedPoints, suggestedRate, sweptRate, type SweptPoint } from '#shared/plan/rateFinder'
import { throughout } from '#shared/plan/stages'
import { begin } from './begin'
import type { Host } from './host'
import { settled } from './precision'
import { imageFacts, refuseTraining, seenBy, splitOf } from './records'
import { chosenStart, tellStart } from './startWeights'

/** Trains what a training would begin with at ever higher learning rates, until the loss diverges, and suggests one; nothing is saved. Throws as a training does. */
export async function findRate({ data: source, graph, plan: asked, from, lowest, highest, steps }: Extract<Job, { kind: 'findRate' }>, host: Host): Promise<void> {
  const start = from && (await chosenStart(from, graph))
  const opened = await openDataSet(source)
  for (const text of opened.warnings) host.emit({ type: 'note', text, warning: true })
  refuseTraining(graph, opened, asked, host)
  const data = seenBy(graph, opened)
  const { training } = splitOf(data, asked)
  const images = imageFacts(data, asked, start?.record.normalisation)
  if (start) tellStart(start, { graph, plan: asked }, host)
  // A curve of losses is of one kind of step, that of the first epoch, through however many epochs it goes.
  const plan = throughout(await settled({ graph, plan: asked, images }, host), 0)
  const program = await host.engine.compile(graph, plan, images)
  const batches = batchesAhead(data.training, training, plan, host.batchProgram)
  try {
    begin(program, { graph, plan, images, start, pictures: data.training, training }, host)
    const points: SweptPoint[] = []
    let diverged = false
    for (let step = 0; step < steps && !diverged; step++) {
      if (await host.stopping()) return host.emit({ type: 'done', how: 'stopped' })
      const learningRate = sweptRate(step, steps, { from: lowest, to: highest })
      const { loss } = program.step(batches.make(Math.floor(step / batches.count()), step % batches.count()), { learningRate, step })
      diverged = !Number.isFinite(loss)
      // A loss that is no number has no place on a curve.
      if (diverged) break
      points.push({ learningRate, loss })
      host.emit({ type: 'swept', step: step + 1, steps, learningRate, loss })
      diverged = hasDiverged(smoothedPoints(points))
    }
    const smoothed = smoothedPoints(points)
    const suggestion = suggestedRate(smoothed)
    host.emit({ type: 'rateFound', points: smoothed, diverged, ...(suggestion !== undefined && { suggestion }) })
    host.emit({ type: 'done', how: 'finished' })
  } finally {
    batches.close()
    program.dispose()
  }
}
