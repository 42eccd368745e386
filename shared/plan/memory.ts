import type { Checked, KeptBytes } from '../graph/check'
import type { Plan } from './plan'
import { stagesOf, type Stage } from './stages'

const float32 = 4

/**
 * What training a network by this plan keeps of each parameter and of a batch's values: the optimizer's memory, a moving average, and both widths in bfloat16.
 * Of layers that rest throughout there are neither gradients nor the optimizer's memory; where pictures are always shrunk, the values of the largest size count.
 */
export function keptBytes(plan: Plan, { layers, input }: Pick<Checked, 'layers' | 'input'>): KeptBytes {
  const narrow = plan.precision === 'bfloat16'
  const stages = stagesOf(plan)
  const numbers = 1 + (plan.average > 0 ? 1 : 0) + movingShare(layers, stages) * (1 + remembered(plan.optimizer))
  // In bfloat16 a step keeps a narrow copy of each weight, and a batch's values are narrow.
  return { parameter: numbers * float32 + (narrow ? 2 : 0), activationShare: (narrow ? 0.5 : 1) * pixelShare(input, stages) }
}

/** The share of the parameters that some stage lets learn; all of them in a network without any. */
function movingShare(layers: Checked['layers'], stages: readonly Stage[]): number {
  let [all, moving] = [0, 0]
  for (const { node, facts } of layers.values()) {
    const parameters = facts?.cost.parameters ?? 0
    all += parameters
    if (stages.some((stage) => !stage.rests(`${node.name}.weight`))) moving += parameters
  }
  return all ? moving / all : 1
}

/** How many pixels the largest pictures of a run have, of those of the network's own size. */
function pixelShare(input: Checked['input'], stages: readonly Stage[]): number {
  const [, height = 1, width = 1] = input ?? []
  const own = height * width
  return Math.max(...stages.map(({ size }) => (size && input ? (size.height * size.width) / own : 1)))
}

/** How many numbers the optimizer remembers of each parameter. */
function remembered(optimizer: Plan['optimizer']): number {
  switch (optimizer.kind) {
    case 'adamw':
      return 2
    case 'rmsprop':
      return optimizer.momentum > 0 ? 2 : 1
    case 'muon':
      return 1
    case 'sgd':
      return optimizer.momentum > 0 ? 1 : 0
  }
}
