import type { DataSet } from '#electron/images/pictures'
import { problem } from '#shared/base/problem'
import type { Evaluation } from '#shared/contract/ask'
import type { WeightsChoice } from '#shared/contract/trainer'
import { factsOf } from '#shared/graph/facts'
import type { ViewsName } from '#shared/metrics/views'
import { defaultPlan } from '#shared/plan/plan'
import { refuseOtherData, seenBy } from '../records'
import { evaluationBatch, type Waiting } from '../scoring'
import { findWeights } from '../weights'
import type { Asking } from './asking'
import { picturesOf } from './pictures'
import { savedEvaluation, saveEvaluation } from './saved'
import { scoreSplit } from './score'

export interface EvaluationWish {
  readonly weights: WeightsChoice
  /** The words that name the pictures; a run's own unless given. */
  readonly data?: string | undefined
  readonly split: Evaluation['split']
  readonly views: ViewsName
}

/**
 * Scores weights on a split; `opened` is told of the data set. One that was scored before is not scored again. Gives undefined when it was
 * stopped. Throws dataNotNamed, nothingHeldOut, noTestPictures, and what keeps the network from the data.
 */
export async function evaluateWeights(asking: Asking, { weights, data: named, split, views }: EvaluationWish, waiting: Waiting, opened: (set: DataSet) => void = () => undefined): Promise<Evaluation | undefined> {
  const found = await findWeights(weights)
  const { from } = found
  const source = named ?? from?.run.data.source
  if (source === undefined) throw problem('dataNotNamed')
  return asking.withData(source, async (data) => {
    opened(data.set)
    const plan = from?.run.plan ?? defaultPlan
    if (from && split === 'validation' && plan.holdOut === 0) throw problem('nothingHeldOut')
    picturesOf(data, split)
    const circumstances = from && { step: from.step, dataHash: data.hash(split === 'test' ? 'test' : 'training'), split, views }
    const saved = circumstances && (await savedEvaluation(from.folder, circumstances))
    if (saved) return { ...saved, data: source }

    return asking.withNetwork(found, data, async ({ network, graph }) => {
      refuseOtherData(graph, data.set)
      const batch = evaluationBatch(factsOf(graph).total.activationBytes)
      const scored = await scoreSplit(network, seenBy(graph, data.set), { split, plan, batch, views }, waiting)
      if (!scored) return undefined
      const evaluation = { ...scored, data: source }
      if (circumstances) await saveEvaluation(from.folder, circumstances, evaluation)
      return evaluation
    })
  })
}
