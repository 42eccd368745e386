import type { Batch, ImageFacts } from '#electron/engine/engine'
import { random } from '#shared/base/random'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { presets, type PresetName } from '#shared/presets/index'

/** What every variant of the benchmark trains: a network on 32 × 32 noise, with the recipe of test/bench/torch_step.py. */
export interface Workload {
  readonly graph: Graph
  readonly plan: Plan
  readonly pictures: ImageFacts
  readonly parameters: number
  readonly batch: Batch
}

/** The work at so many pictures a step, the process's first argument; the network is its second, VGG16-BN where they say nothing. */
export function workload(count = Number(process.argv[2] ?? 128), name = (process.argv[3] ?? 'vgg16-bn') as PresetName): Workload {
  const graph = presets[name].build(32, 10)
  const source = random(0)
  return {
    graph,
    plan: { ...defaultPlan, batch: count, learningRate: 0.05, optimizer: { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 5e-4 } },
    pictures: { height: 32, width: 32, channels: 3, mean: [0.5, 0.5, 0.5], deviation: [0.29, 0.29, 0.29] },
    parameters: factsOf(graph).total.parameters,
    batch: {
      count,
      images: Uint8Array.from({ length: count * 32 * 32 * 3 }, () => source.below(256)),
      labels: Int32Array.from({ length: count }, () => source.below(10)),
    },
  }
}
