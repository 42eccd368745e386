import { problem } from '../base/problem'
import type { Graph } from '../graph/document'
import { factsOf } from '../graph/facts'
import { expectedWeights } from '../graph/weights'
import { refuseSizes } from './fitsSizes'
import { moversOf } from './groups'
import { layerOf } from './layerOf'
import { imageNet } from './normalisation'
import type { Plan } from './plan'
import { names, stagesOf } from './stages'
import { firstKernel } from './whitening'

/** Throws what is wrong with a network, then what keeps a plan from training it, however many epochs it has: frozenUnknown, nothingMoves, muonWithoutMatrices, whiteningNeedsConvolution, imageNetIsColour, and what refuseSizes throws. */
export function refusePlan(graph: Graph, plan: Plan): void {
  const [channels] = factsOf(graph).input as [number]
  if (plan.normalisation === 'imagenet' && channels !== imageNet.mean.length) throw problem('imageNetIsColour', { channels })
  const expected = expectedWeights(graph)
  const learned = expected.filter(({ role }) => role !== 'statistic').map(({ name }) => name)
  for (const { layers } of plan.freeze)
    for (const name of layers)
      if (!learned.some((tensor) => names({ layers: [name] }, layerOf(tensor)))) throw problem('frozenUnknown', { name })
  refuseSizes(graph, plan)
  if (plan.whitening > 0) firstKernel(graph)
  const movers = moversOf(plan, expected)
  if (plan.optimizer.kind === 'muon' && ![...movers.values()].some(({ group }) => group === 'body')) throw problem('muonWithoutMatrices')
  const still = stagesOf(plan).find((stage) => learned.every((tensor) => stage.rests(tensor)))
  if (still) throw problem('nothingMoves', { epoch: still.epoch + 1 })
}
