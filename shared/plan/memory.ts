import type { KeptBytes } from '../graph/check'
import type { Plan } from './plan'

const float32 = 4

/** What training by this plan keeps of each parameter and of a batch's values: the optimizer's memory, a moving average, and both widths in bfloat16. */
export function keptBytes({ optimizer, average, precision }: Pick<Plan, 'optimizer' | 'average' | 'precision'>): KeptBytes {
  const narrow = precision === 'bfloat16'
  const numbers = 2 + remembered(optimizer) + (average > 0 ? 1 : 0)
  // In bfloat16 a step keeps a narrow copy of each weight, and a batch's values are narrow.
  return { parameter: numbers * float32 + (narrow ? 2 : 0), activationShare: narrow ? 0.5 : 1 }
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
