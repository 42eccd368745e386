import type { DataSet } from '#electron/images/pictures'
import type { Evaluation } from '#shared/contract/ask'
import type { Job, Split, TrainerEvent } from '#shared/contract/trainer'
import { surestMistakes } from '#shared/metrics/mistakes'
import type { ViewsName } from '#shared/metrics/views'
import { Asking } from './ask/asking'
import { evaluateWeights } from './ask/evaluate'
import { scoreSplit, type Scoring } from './ask/score'
import type { Host } from './host'
import type { Evaluator } from './scoring'

/** So many of the surest mistakes are told. */
const mistakesTold = 20

/** Scores weights on a split of a data set, with the confusion matrix. Nothing is flipped or cropped at random. */
export async function evaluate({ weights, data, split, views }: Extract<Job, { kind: 'evaluate' }>, host: Host): Promise<void> {
  const asking = new Asking(host.engine)
  try {
    host.emit({ type: 'preparing', what: 'reading the pictures' })
    const evaluation = await evaluateWeights(asking, { weights, data, split, views }, waitingOf(host), ({ warnings }) => {
      for (const text of warnings) host.emit({ type: 'note', text, warning: true })
    })
    if (evaluation) host.emit(evaluatedEvent(evaluation, views))
    host.emit({ type: 'done', how: evaluation ? 'finished' : 'stopped' })
  } finally {
    asking.close()
  }
}

/** Scores one split with a network that is at hand; gives undefined when it was stopped. Throws noTestPictures when the data has none. */
export async function evaluateSplit(network: Evaluator, data: DataSet, split: Split, how: Omit<Scoring, 'split'>, host: Host): Promise<Extract<TrainerEvent, { type: 'evaluated' }> | undefined> {
  const scored = await scoreSplit(network, data, { split, ...how }, waitingOf(host))
  return scored && evaluatedEvent(scored, how.views)
}

function evaluatedEvent({ split, count, score, topFive, classes, confusion, calibration, numbers, truth, answers, confidence }: Omit<Evaluation, 'data'>, views: ViewsName): Extract<TrainerEvent, { type: 'evaluated' }> {
  const mistakes = surestMistakes(truth, answers, confidence, mistakesTold).map((at) => ({ number: numbers[at]!, truth: truth[at]!, answer: answers[at]!, confidence: confidence[at]! }))
  return { type: 'evaluated', split, views, count, score, topFive, classes, confusion, calibration, mistakes }
}

function waitingOf(host: Host) {
  return { stopping: () => host.stopping(), progress: () => undefined }
}
