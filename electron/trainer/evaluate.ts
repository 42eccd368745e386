import { openDataSet } from '#electron/datasets/open'
import type { Program } from '#electron/engine/engine'
import type { DataSet, Pictures } from '#electron/images/pictures'
import { problem } from '#shared/base/problem'
import type { Job, Split, TrainerEvent } from '#shared/contract/trainer'
import { factsOf } from '#shared/graph/facts'
import { confusionOf } from '#shared/metrics/confusion'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import type { Host } from './host'
import { refuseOtherData, splitOf } from './records'
import { withMirrored } from './mirrored'
import { evaluationBatch, scorePictures } from './scoring'
import { chosenWeights, programOf } from './weights'

/** Scores weights on a split of a data set, with the confusion matrix. Nothing is flipped or cropped at random. */
export async function evaluate(job: Extract<Job, { kind: 'evaluate' }>, host: Host): Promise<void> {
  const chosen = await chosenWeights(job.weights)
  const source = job.data ?? chosen.run?.data.source
  if (source === undefined) throw problem('dataNotNamed')
  host.emit({ type: 'preparing', what: 'reading the pictures' })
  const data = await openDataSet(source)
  for (const text of data.warnings) host.emit({ type: 'note', text, warning: true })
  const plan = chosen.run?.plan ?? defaultPlan
  refuseOtherData(chosen.graph, data)
  if (chosen.run && job.split === 'validation' && chosen.run.plan.holdOut === 0) throw problem('nothingHeldOut')

  const program = await programOf(chosen, plan, data, host)
  try {
    const batch = evaluationBatch(factsOf(chosen.graph).total.activationBytes)
    const evaluated = await evaluateSplit(program, data, job.split, { plan, batch, mirrored: job.mirrored }, host)
    if (evaluated) host.emit(evaluated)
    host.emit({ type: 'done', how: evaluated ? 'finished' : 'stopped' })
  } finally {
    program.dispose()
  }
}

interface How {
  /** Says which pictures are held out. */
  readonly plan: Plan
  /** Pictures at once. */
  readonly batch: number
  readonly mirrored: boolean
}

/** Scores one split; gives undefined when it was stopped. Throws noTestPictures when the data has none. */
export async function evaluateSplit(program: Program, data: DataSet, split: Split, { plan, batch, mirrored }: How, host: Host): Promise<Extract<TrainerEvent, { type: 'evaluated' }> | undefined> {
  const { pictures, indices } = picturesOf(data, split, plan)
  const scored = await scorePictures(mirrored ? withMirrored(program, pictures) : program, pictures, indices, batch, () => host.stopping())
  if (!scored) return undefined
  const truth = Uint8Array.from(indices, (index) => pictures.labels[index]!)
  const { score, topFive, answers } = scored
  return { type: 'evaluated', split, mirrored, count: indices.length, score, topFive, classes: data.classes, confusion: confusionOf(truth, answers, data.classes.length) }
}

function picturesOf(data: DataSet, split: Split, plan: Plan): { pictures: Pictures; indices: Uint32Array } {
  if (split !== 'test') return { pictures: data.training, indices: splitOf(data, plan)[split === 'validation' ? 'holdOut' : 'training'] }
  if (!data.test) throw problem('noTestPictures', { name: data.name })
  return { pictures: data.test, indices: Uint32Array.from({ length: data.test.count }, (_, index) => index) }
}
