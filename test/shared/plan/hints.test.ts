import { describe, expect, it } from 'vitest'
import { random } from '#shared/base/random'
import { hintOf, type RunFigures } from '#shared/plan/hints'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { recipes } from '#shared/plan/recipes'
import { learningRateAt } from '#shared/plan/schedules'

const STEPS = 352
type Course = (epoch: number) => number

/** A run's figures whose loss follows this course over epochs, each step off it by chance as the loss of a batch is. */
function figures({ loss, epochs, plan = {}, classes = 10, noise = 0.08, held = [], trained = [], stepsPerEpoch = STEPS, seed = 1, brokeOff = false }: {
  loss: Course; epochs: number; plan?: Partial<Plan>; classes?: number; noise?: number; stepsPerEpoch?: number; seed?: number; brokeOff?: boolean
  /** Of each epoch: loss and accuracy over held-out pictures, and over those that it trains on. */
  held?: readonly (readonly [number, number])[]; trained?: readonly (readonly [number, number])[]
}): RunFigures {
  const whole: Plan = { ...defaultPlan, epochs: 30, ...plan }
  const count = Math.round(epochs * stepsPerEpoch)
  const source = random(seed)
  const column = (value: (step: number) => number) => Float32Array.from({ length: count }, (_, i) => value(i + 1))
  return {
    plan: whole, classes, stepsPerEpoch, brokeOff,
    steps: {
      step: column((step) => step),
      loss: column((step) => loss(step / stepsPerEpoch) * (1 + noise * (source.uniform() + source.uniform() + source.uniform() - 1.5))),
      learningRate: column((step) => learningRateAt(whole.schedule, whole, step - 1, whole.epochs * stepsPerEpoch)),
    },
    epochs: held.map(([heldLoss, accuracy], i) => ({
      epoch: i + 1, validation: { loss: heldLoss, accuracy },
      training: trained[i] ? { loss: trained[i][0], accuracy: trained[i][1] } : { loss: loss(i + 1), accuracy: 1 - loss(i + 1) / 2.5 },
    })),
  }
}
const falling: Course = (epoch) => 0.3 + 2 * Math.exp(-epoch / 1.7)

describe('a healthy run', () => {
  it.each(Object.entries(recipes))('by the recipe %s gets no hint at any time', (_name, { plan }) => {
    for (const epochs of [0.1, 0.5, 1, 1.5, 2, 3, 5]) for (const seed of [1, 2, 3]) expect(hintOf(figures({ loss: falling, epochs, plan, seed }))).toBeUndefined()
  })

  it('may leave ln(classes) late, as a network without normalisation does', () => {
    const late: Course = (epoch) => 2.303 - 1.3 / (1 + Math.exp(-(epoch - 1.3) * 5))
    for (let epochs = 0.2; epochs < 4; epochs += 0.2) expect(hintOf(figures({ loss: late, epochs, noise: 0.03 }))).toBeUndefined()
  })

  it('may begin far above that of guessing, jump in its first steps and come back', () => {
    const jumps: Course = (epoch) => 0.6 + 1.7 * Math.exp(-epoch) + 4 * Math.exp(-(((epoch - 0.06) / 0.05) ** 2))
    for (let epochs = 0.05; epochs < 2; epochs += 0.05) expect(hintOf(figures({ loss: jumps, epochs, plan: { learningRate: 0.1 } }))).toBeUndefined()
  })

  it('may stand at a loss near 0, whatever the last batches are', () => {
    const done: Course = (epoch) => 0.004 + 2 * Math.exp(-epoch * 2)
    for (const epochs of [4, 6, 8]) expect(hintOf(figures({ loss: done, epochs, noise: 1.2 }))).toBeUndefined()
  })

  it('may be of a data set so small that an epoch is two steps', () => {
    expect(hintOf(figures({ loss: () => 2.303, epochs: 10, stepsPerEpoch: 2 }))).toBeUndefined()
  })

  it('may have held-out figures that leap while the learning rate is high', () => {
    const held = [0.98, 0.91, 0.71, 1.2, 0.82, 1.02, 0.74, 0.93, 0.7].map((loss) => [loss, 1 - loss / 3.2] as const)
    const trained = held.map((_, i) => [0.9 - i * 0.02, 0.69 + i * 0.01] as const)
    for (let count = 1; count <= held.length; count++) expect(hintOf(figures({ loss: falling, epochs: count, held: held.slice(0, count), trained }))).toBeUndefined()
  })

  it('may grow surer of its mistakes while it still gets more pictures right', () => {
    const held = [[0.9, 0.68], [0.7, 0.75], [0.6, 0.79], [0.62, 0.81], [0.66, 0.82], [0.7, 0.83]] as const
    expect(hintOf(figures({ loss: falling, epochs: 6, held }))).toBeUndefined()
  })
})

describe('a run whose loss stays at ln(classes)', () => {
  it('is told after an epoch, with its numbers, and offered a tenth of its rate', () => {
    expect(hintOf(figures({ loss: () => 2.304, epochs: 0.8, plan: { learningRate: 1 } }))).toBeUndefined()
    const hint = hintOf(figures({ loss: () => 2.304, epochs: 2.1, plan: { learningRate: 1 } }))
    expect(hint).toMatchObject({ kind: 'stuck', reason: { classes: 10, epochs: 2 }, fix: { setting: 'learningRate', change: { learningRate: 0.1 } } })
    expect(hint?.kind === 'stuck' && [hint.reason.loss.toFixed(1), hint.reason.even.toFixed(3)]).toEqual(['2.3', '2.303'])
  })

  it('is not told before the warm-up is over', () => {
    expect(hintOf(figures({ loss: () => 2.303, epochs: 2.5, plan: { warmup: 2 } }))).toBeUndefined()
    expect(hintOf(figures({ loss: () => 2.303, epochs: 3.2, plan: { warmup: 2 } }))?.kind).toBe('stuck')
  })

  it('is offered other start values where they are too small for a deep network, and a higher rate where its own is tiny', () => {
    expect(hintOf(figures({ loss: () => 2.303, epochs: 2, plan: { initialiser: 'pytorch' } }))?.fix).toEqual({ setting: 'initialiser', change: { initialiser: 'heFanOut' } })
    expect(hintOf(figures({ loss: () => 2.303, epochs: 2, plan: { learningRate: 0.0001 } }))?.fix).toEqual({ setting: 'learningRate', change: { learningRate: 0.001 } })
  })

  it('is known by its own number of classes', () => {
    expect(hintOf(figures({ loss: () => Math.log(100), classes: 100, epochs: 2 }))?.kind).toBe('stuck')
    expect(hintOf(figures({ loss: () => 2.303, classes: 100, epochs: 2 }))).toBeUndefined()
  })
})

describe('a run whose learning rate is too high', () => {
  it('is told when the loss has climbed and stays up', () => {
    const climbs: Course = (epoch) => (epoch < 2 ? falling(epoch) : Math.min(2.2, falling(2) + (epoch - 2) * 4))
    expect(hintOf(figures({ loss: climbs, epochs: 2 }))).toBeUndefined()
    const hint = hintOf(figures({ loss: climbs, epochs: 2.9, plan: { learningRate: 0.3 } }))
    expect(hint).toMatchObject({ kind: 'rateTooHigh', reason: { worse: false }, fix: { change: { learningRate: 0.03 } } })
    expect(hint?.kind === 'rateTooHigh' && hint.reason.bestEpoch).toBeCloseTo(2, 0)
  })

  it('is told when it answers worse than by guessing, and offered a third where the rate is an ordinary one', () => {
    expect(hintOf(figures({ loss: () => 4, epochs: 1.2 }))).toMatchObject({ kind: 'rateTooHigh', reason: { worse: true }, fix: { change: { learningRate: 0.02 } } })
  })

  it('is told when the loss became no number, with the last that was one', () => {
    const broke = hintOf(figures({ loss: (epoch) => 2.3 + epoch, epochs: 0.11, noise: 0, plan: { learningRate: 10 }, brokeOff: true }))
    expect(broke).toMatchObject({ kind: 'notFinite', reason: { step: 40, epoch: 1, learningRate: 10 }, fix: { change: { learningRate: 1 } } })
  })

  it('is told when the loss became no number at once, before there was any figure', () => {
    expect(hintOf(figures({ loss: () => 1, epochs: 0, brokeOff: true }))).toMatchObject({ kind: 'notFinite', reason: { step: 1, epoch: 1, loss: undefined } })
  })

  it('is offered shorter gradients where the rate is tiny already, and a lower rate when they are short', () => {
    expect(hintOf(figures({ loss: () => 2, epochs: 1, plan: { learningRate: 0.001 }, brokeOff: true }))?.fix).toEqual({ setting: 'clip', change: { clip: 1 } })
    expect(hintOf(figures({ loss: () => 2, epochs: 1, plan: { learningRate: 0.001, clip: 1 }, brokeOff: true }))?.fix).toEqual({ setting: 'learningRate', change: { learningRate: 0.0001 } })
  })
})

describe('a run that overfits', () => {
  const held = [[0.9, 0.68], [0.72, 0.75], [0.65, 0.78], [0.66, 0.785], [0.72, 0.78], [0.78, 0.779], [0.85, 0.78]] as const
  const overfits = (plan: Partial<Plan>, count: number = held.length) => hintOf(figures({ loss: falling, epochs: count, held: held.slice(0, count), plan }))

  it('is told since when, once three epochs in a row were worse', () => {
    expect([1, 2, 3, 4, 5, 6].map((count) => overfits({}, count))).toEqual(Array.from({ length: 6 }, () => undefined))
    expect(overfits({})).toMatchObject({ kind: 'overfitting', reason: { since: 3, best: 0.65, loss: 0.85 } })
  })

  it('is offered what it lacks: augmentation, then softer labels, then mixing, then fewer epochs', () => {
    expect(overfits({ augmentation: [] })?.fix?.change.augmentation?.map(({ kind }) => kind)).toEqual(['crop', 'flip'])
    expect(overfits({})?.fix).toEqual({ setting: 'labelSmoothing', change: { labelSmoothing: 0.1 } })
    expect(overfits({ labelSmoothing: 0.1 })?.fix?.change.mixing?.kind).toBe('mixup')
    expect(overfits({ labelSmoothing: 0.1, mixing: { kind: 'mixup', alpha: 1 } })?.fix).toEqual({ setting: 'epochs', change: { epochs: 3 } })
  })
})
