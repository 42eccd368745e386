import type { DataSet } from '#electron/images/pictures'
import { problem } from '#shared/base/problem'
import type { Evaluation } from '#shared/contract/ask'
import { calibrationOf } from '#shared/metrics/calibration'
import { confusionOf, figuresOf } from '#shared/metrics/confusion'
import type { ViewsName } from '#shared/metrics/views'
import type { Plan } from '#shared/plan/plan'
import { splitOf } from '../records'
import { scorePictures, type Evaluator, type Waiting } from '../scoring'
import { withViews } from '../views'

/** What to score, and how. */
export interface Scoring {
  readonly split: Evaluation['split']
  /** Says which pictures are held out. */
  readonly plan: Plan
  /** Pictures at once. */
  readonly batch: number
  /** In which views each picture is asked for. */
  readonly views: ViewsName
}

/** Scores one split; gives undefined when it was stopped. Throws noTestPictures when the data has none. */
export async function scoreSplit(network: Evaluator, set: DataSet, { split, plan, batch, views }: Scoring, waiting: Waiting): Promise<Omit<Evaluation, 'data'> | undefined> {
  const pictures = split === 'test' ? set.test : set.training
  if (!pictures) throw problem('noTestPictures', { name: set.name })
  const numbers = split === 'test' ? Uint32Array.from({ length: pictures.count }, (_, number) => number) : splitOf(set, plan)[split === 'validation' ? 'holdOut' : 'training']
  const scored = await scorePictures(withViews(network, pictures, views), pictures, numbers, batch, () => waiting.stopping(), (done, of) => waiting.progress(done, of))
  if (!scored) return undefined
  const { score, topFive, answers, confidence } = scored
  const truth = Uint8Array.from(numbers, (number) => pictures.labels[number]!)
  const confusion = confusionOf(truth, answers, set.classes.length)
  return {
    split,
    count: numbers.length,
    score,
    topFive,
    classes: [...set.classes],
    confusion,
    perClass: figuresOf(confusion),
    calibration: calibrationOf(confidence, (i) => truth[i] === answers[i]),
    numbers: [...numbers],
    truth,
    answers: Uint8Array.from(answers),
    confidence,
  }
}
