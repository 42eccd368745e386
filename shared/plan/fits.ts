import { problem } from '../base/problem'
import type { Graph } from '../graph/document'
import { factsOf } from '../graph/facts'
import { expectedWeights } from '../graph/weights'
import { layerOf } from './layerOf'
import type { Plan } from './plan'
import { names, stagesOf } from './stages'

/** Throws what is wrong with a network, then what keeps a plan from training it, however many epochs it has: frozenUnknown and nothingMoves. */
export function refusePlan(graph: Graph, plan: Plan): void {
  factsOf(graph)
  const learned = expectedWeights(graph).filter(({ role }) => role !== 'statistic').map(({ name }) => name)
  for (const { layers } of plan.freeze)
    for (const name of layers)
      if (!learned.some((tensor) => names({ layers: [name] }, layerOf(tensor)))) throw problem('frozenUnknown', { name })
  const still = stagesOf(plan).find((stage) => learned.every((tensor) => stage.rests(tensor)))
  if (still) throw problem('nothingMoves', { epoch: still.epoch + 1 })
}
