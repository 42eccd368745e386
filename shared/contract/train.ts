import * as v from 'valibot'
import { graphSchema } from '../graph/document'
import { planSchema } from '../plan/plan'
import { weightsOf } from './ask'
import { call, stream } from './contract'
import { id, name, nothing, text, whole } from './schemas'

/** What is to be trained. `data`: the id of a data set in the library, or words that name one, as in the terminal. `from`: the weights to start with, else all begin at random. */
export const trainingRequest = v.object({ graph: graphSchema, plan: planSchema, data: text, from: v.optional(weightsOf), name: v.optional(name), tags: v.optional(v.array(name)), device: v.optional(v.picklist(['auto', 'cpu', 'gpu'])) })
export type TrainingRequest = v.InferOutput<typeof trainingRequest>

/** Which values a sweep gives to one setting of the plan, by its path: learningRate, optimizer.weightDecay. */
const sweepAxis = v.object({ setting: name, values: v.pipe(v.array(v.union([v.number(), v.string(), v.boolean()])), v.minLength(1), v.maxLength(100)) })

/** Training: starting, steering, the queue, sweeps, and what is asked before one starts. */
export const trainArea = {
  /** Starts at once, or waits its turn behind what is training. Throws what keeps the network, plan and data from one another. */
  start: call(trainingRequest, v.object({ id })),
  pause: call(v.object({ id }), nothing),
  /** Goes on with a run that is paused, stopped or cut off, or with a finished one up to more epochs. */
  goOn: call(v.object({ id, epochs: v.optional(whole) }), nothing),
  /** Stops after the step and saves; one that waits in the queue is taken out. */
  stop: call(v.object({ id }), nothing),
  /** The order of those that wait. */
  reorder: call(v.object({ queue: v.array(id) }), nothing),
  /** A grid over all axes, or so many random draws from it, put into the queue with a tag in common. */
  sweep: call(v.object({ ...trainingRequest.entries, axes: v.pipe(v.array(sweepAxis), v.minLength(1), v.maxLength(6)), draws: v.optional(whole) }), v.object({ tag: name, ids: v.array(id) })),
  /** Time and memory, from a trial of a few steps on the device. */
  estimate: call(trainingRequest, v.object({ secondsPerEpoch: v.number(), imagesPerSecond: v.number(), memoryBytes: whole, device: text })),
  /** The learning-rate finder: a point for each step of the sweep, then the curve and what it suggests. */
  findRate: stream(v.object({ ...trainingRequest.entries, lowest: v.number(), highest: v.number(), steps: whole }), nothing, v.variant('type', [
    v.object({ type: v.literal('swept'), step: whole, steps: whole, learningRate: v.number(), loss: v.number() }),
    v.object({ type: v.literal('found'), points: v.array(v.object({ learningRate: v.number(), loss: v.number(), smoothed: v.number() })), diverged: v.boolean(), suggestion: v.optional(v.number()) }),
  ])),
}
