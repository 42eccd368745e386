import { augmentations } from '../augment/index'
import { mixings } from '../augment/mixing'
import { defaultChoice } from './choice'
import { meanLoss, windows, type Steps } from './course'
import { optimizers } from './optimizers'
import { defaultPlan, type Plan } from './plan'

/** What a run has shown so far. */
export interface RunFigures {
  readonly plan: Plan
  readonly classes: number
  readonly stepsPerEpoch: number
  readonly steps: Steps
  readonly epochs: readonly { readonly epoch: number; readonly training: Score; readonly validation?: Score | undefined }[]
  /** It ended because the loss was no number any more. */
  readonly brokeOff: boolean
}
interface Score {
  readonly loss: number
  readonly accuracy: number
}

/** A change of the plan that mends what a hint tells of; `to` is what the setting of the plan becomes. */
export interface Fix {
  readonly setting: 'learningRate' | 'initialiser' | 'clip' | 'augmentation' | 'labelSmoothing' | 'mixing' | 'epochs'
  readonly change: Partial<Plan>
}

/** Something plain in a run's figures: what it is, the numbers that show it, and what to change. */
export type RunHint = { [K in HintKind]: { readonly kind: K; readonly reason: NonNullable<ReturnType<(typeof hints)[K]['shows']>>; readonly fix: Fix | undefined } }[HintKind]

type HintKind = keyof typeof hints

/** What is plain in these figures, the gravest alone: a run that breaks off is not told that it overfits as well. */
export function hintOf(figures: RunFigures): RunHint | undefined {
  for (const kind of Object.keys(hints) as HintKind[]) {
    const { shows, mend } = hints[kind]
    const reason = shows(figures)
    // The table's rows pair each reason with its own way to mend; the loop cannot say so.
    if (reason) return { kind, reason, fix: (mend as (figures: RunFigures, reason: unknown) => Fix | undefined)(figures, reason) } as RunHint
  }
  return undefined
}

/** One row a hint, the gravest first: the numbers that show it, or nothing; and the change of the plan that mends it. Figures are rules of thumb, held by tests on curves. */
const hints = {
  /** The loss became no number. */
  notFinite: {
    shows({ brokeOff, steps, stepsPerEpoch }: RunFigures) {
      if (!brokeOff) return undefined
      const step = (steps.step.at(-1) ?? 0) + 1
      const lastGood = steps.loss.findLast(Number.isFinite)
      return { step, epoch: Math.ceil(step / stepsPerEpoch), learningRate: steps.learningRate.at(-1), loss: lastGood }
    },
    mend: ({ plan }: RunFigures) => lowered(plan, 10),
  },

  /** The loss climbed away from where it had been, or lies above that of guessing, and does not come back. */
  rateTooHigh: {
    shows(figures: RunFigures) {
      const { steps, stepsPerEpoch, classes } = figures
      const width = Math.min(500, Math.max(50, Math.round(stepsPerEpoch / 4)))
      const course = windows(steps, width, 0)
      const last = course.at(-1)
      if (!last || course.length < 3) return undefined
      const before = course.slice(0, -1)
      const best = before.reduce((least, one) => (one.loss < least.loss ? one : least))
      const comesBack = meanLoss(steps, last.end - width / 2, last.end)! < 0.93 * meanLoss(steps, last.end - width, last.end - width / 2)!
      const stays = before.at(-1)!.loss > 1.2 * best.loss
      const climbed = last.loss > 1.5 * best.loss && last.loss > best.loss + 0.3 && (stays || before.length === 1)
      const worse = classes > 1 && last.end > pastWarmup(figures) + 2 * width && last.loss > 1.2 * Math.log(classes) && before.at(-1)!.loss > 1.2 * Math.log(classes)
      return (climbed || worse) && !comesBack ? { loss: last.loss, best: best.loss, bestEpoch: best.end / stepsPerEpoch, classes, worse, learningRate: steps.learningRate.at(-1)! } : undefined
    },
    mend: ({ plan }: RunFigures) => lowered(plan, plan.learningRate > 2 * usualRate(plan) ? 10 : 3),
  },

  /** The loss lies at ln(classes), as if the network guessed evenly, for an epoch or more. */
  stuck: {
    shows(figures: RunFigures) {
      const { steps, stepsPerEpoch, classes, epochs } = figures
      const even = Math.log(classes)
      const half = Math.max(50, stepsPerEpoch / 2)
      const course = windows(steps, half, pastWarmup(figures))
      const lastElsewhere = course.findLastIndex(({ loss }) => Math.abs(loss - even) > 0.02 * even)
      const there = course.slice(lastElsewhere + 1)
      const [first, last] = [there[0], there.at(-1)]
      // An epoch of it at least; and a loss that slowly falls away is on its way.
      if (!first || !last || there.length < 2 || last.loss < first.loss - 0.006 * even) return undefined
      const validation = epochs.at(-1)?.validation
      if (classes < 2 || (validation && validation.loss < 0.95 * even)) return undefined
      return { loss: last.loss, even, classes, epochs: (there.length * half) / stepsPerEpoch }
    },
    mend({ plan }: RunFigures): Fix {
      if (!plan.initialiser.startsWith('he')) return { setting: 'initialiser', change: { initialiser: defaultPlan.initialiser } }
      return plan.learningRate < usualRate(plan) / 10 ? rate(plan.learningRate * 10) : rate(plan.learningRate / 10)
    },
  },

  /** The loss over held-out pictures rises from an epoch on while that of training falls. */
  overfitting: {
    shows({ epochs }: RunFigures) {
      const held = epochs.flatMap(({ epoch, training, validation }) => (validation ? [{ epoch, training, validation }] : []))
      if (held.length < 5) return undefined
      // Medians of three: one lucky epoch is not where it began.
      const calm = held.map((_, i) => middleOf(held.slice(Math.max(0, i - 1), i + 2).map(({ validation }) => validation.loss)))
      const place = calm.indexOf(Math.min(...calm.slice(0, -1)))
      const [best, last] = [held[place]!, held.at(-1)!]
      const recent = held.slice(-3)
      if (held.length - 1 - place < 3) return undefined
      const rises = recent.every(({ validation }) => validation.loss > 1.05 * calm[place]!)
      const learnsOn = last.training.loss < 0.97 * best.training.loss
      const apart = last.training.accuracy - last.validation.accuracy
      const better = Math.max(...recent.map(({ validation }) => validation.accuracy)) > best.validation.accuracy + 0.005
      return rises && learnsOn && apart > 0.03 && !better
        ? { since: best.epoch, best: best.validation.loss, loss: last.validation.loss, points: apart * 100 }
        : undefined
    },
    mend({ plan }: RunFigures, { since }: { readonly since: number }): Fix | undefined {
      if (!plan.augmentation.length) return { setting: 'augmentation', change: { augmentation: [defaultChoice(augmentations, 'crop'), defaultChoice(augmentations, 'flip')] } }
      if (!plan.labelSmoothing) return { setting: 'labelSmoothing', change: { labelSmoothing: 0.1 } }
      if (plan.mixing.kind === 'none') return { setting: 'mixing', change: { mixing: defaultChoice(mixings, 'mixup') } }
      return since < plan.epochs ? { setting: 'epochs', change: { epochs: since } } : undefined
    },
  },
}

/** The step after which the learning rate has risen to its height. */
const pastWarmup = ({ plan, stepsPerEpoch }: RunFigures) => plan.warmup * stepsPerEpoch
const usualRate = ({ optimizer }: Plan) => optimizers[optimizer.kind].learningRate
const rate = (learningRate: number): Fix => ({ setting: 'learningRate', change: { learningRate: Number(learningRate.toPrecision(1)) } })

/** A lower learning rate; where it is far below what the optimizer usually takes, it is not the rate, and the gradients are kept short instead. */
function lowered(plan: Plan, by: number): Fix {
  if (plan.learningRate < usualRate(plan) / 20 && !plan.clip) return { setting: 'clip', change: { clip: 1 } }
  return rate(plan.learningRate / by)
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
