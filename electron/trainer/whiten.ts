import type { Program } from '#electron/engine/engine'
import type { ChannelStatistics } from '#electron/images/statistics'
import { secondMoments } from '#electron/images/patches'
import type { Pictures } from '#electron/images/pictures'
import type { Graph } from '#shared/graph/document'
import type { Plan } from '#shared/plan/plan'
import { firstKernel, whitened } from '#shared/plan/whitening'

/** Lets fresh weights begin with a first layer that whitens the patches of the training pictures, where the plan says so. From then on it is a part of the weights like any other. */
export function whiten(program: Program, graph: Graph, plan: Plan, pictures: Pictures, training: Uint32Array, statistics: ChannelStatistics): void {
  if (plan.whitening === 0) return
  const kernel = firstKernel(graph)
  const moments = secondMoments(pictures, training.subarray(0, plan.whitening), kernel, statistics)
  const weights = program.readWeights()
  const { shape, data } = weights.get(kernel.name)!
  program.writeWeights(new Map([...weights, [kernel.name, { shape, data: whitened(kernel, data, moments) }]]))
}
