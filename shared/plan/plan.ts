import * as v from 'valibot'

/** How a network is trained: a plain document, like the graph. */
export const planSchema = v.object({
  optimizer: v.object({
    kind: v.literal('sgd'),
    momentum: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
    nesterov: v.boolean(),
    /** Added to every gradient as weightDecay · parameter, biases and normalisation included, as PyTorch's SGD does. */
    weightDecay: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  }),
  learningRate: v.pipe(v.number(), v.gtValue(0), v.maxValue(100)),
  batch: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65536)),
  epochs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100000)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff)),
  precision: v.picklist(['float32', 'bfloat16']),
  /** The share of the training pictures that is held out for validation. */
  holdOut: v.pipe(v.number(), v.minValue(0), v.maxValue(0.9)),
  augmentation: v.object({
    /** Mirror each picture with probability one half. */
    flip: v.boolean(),
    /** Pad by so many pixels on each side, then cut the old size out at a random place. */
    crop: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(32)),
  }),
})

export type Plan = v.InferOutput<typeof planSchema>

export const defaultPlan: Plan = {
  optimizer: { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 5e-4 },
  learningRate: 0.05,
  batch: 128,
  epochs: 3,
  seed: 1,
  precision: 'float32',
  holdOut: 0.1,
  augmentation: { flip: true, crop: 4 },
}
