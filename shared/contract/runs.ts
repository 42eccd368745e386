import * as v from 'valibot'
import { graphSchema } from '../graph/document'
import { normalisationSchema } from '../plan/normalisation'
import { planSchema } from '../plan/plan'
import { weightsOf } from './ask'
import { call, stream } from './contract'
import { floats, id, name, nothing, phrase, problemData, said, score, text, whole } from './schemas'

export const runState = v.picklist(['queued', 'preparing', 'running', 'paused', 'stopped', 'finished', 'failed', 'cutOff'])
export type RunState = v.InferOutput<typeof runState>

/**
 * What a run's weights were at first: the name and SHA-256 of the file, and how many of the network's tensors were taken of it; `words` says which were not.
 * `normalisation` is that of the pictures which they were trained on, where it is known and the layer that sees the pictures was taken.
 */
export const startRecord = v.object({ name: v.union([text, phrase]), sha256: v.string(), taken: whole, of: whole, words: phrase, normalisation: v.optional(normalisationSchema) })
export type StartRecord = v.InferOutput<typeof startRecord>

const best = v.object({ step: whole, epoch: whole, accuracy: v.optional(v.number()) })

/** A run as a list shows it. */
export const runSummary = v.object({
  id,
  name,
  tags: v.array(name),
  note: text,
  state: runState,
  /** The network's name, and its identity: two runs of equal hash train the same network. */
  network: v.object({ name: text, hash: v.string() }),
  data: v.object({ source: text, name: text, classes: v.array(v.string()) }),
  plan: planSchema,
  /** Absent where all weights began at random. */
  start: v.optional(startRecord),
  created: v.string(),
  /** Seconds of training and validating so far. */
  seconds: v.number(),
  epochs: v.object({ done: whole, of: whole }),
  best: v.optional(best),
  last: v.optional(best),
  /** Why it failed or was cut off. */
  problem: v.optional(problemData),
})
export type RunSummary = v.InferOutput<typeof runSummary>

/** A run whose files do not describe one that this version knows; it is left as it is, and can be removed like others. */
export const unreadableRun = v.object({ id, problem: problemData })
export type UnreadableRun = v.InferOutput<typeof unreadableRun>

/** Metrics of steps as columns of equal length; of many steps a bounded number of columns, each the mean over its steps. */
export const stepColumns = v.object({ step: floats, loss: floats, accuracy: floats, learningRate: floats, gradientNorm: floats, imagesPerSecond: floats })
export const epochFigures = v.object({
  epoch: whole,
  step: whole,
  training: score,
  validation: v.optional(score),
  /** counts[truth][answer] over the held-out pictures. */
  confusion: v.optional(v.array(v.array(whole))),
  imagesPerSecond: v.number(),
  seconds: v.number(),
})
export type EpochFigures = v.InferOutput<typeof epochFigures>

/** What a run is doing now. `steps` of this epoch; seconds left for the whole run. */
export const runNow = v.object({
  state: runState,
  /** Before there are figures: reading the pictures, trying float32 and bfloat16, compiling the network, validating. */
  doing: said,
  epoch: whole,
  epochs: whole,
  step: whole,
  steps: whole,
  score: v.optional(score),
  imagesPerSecond: v.optional(v.number()),
  secondsLeft: v.optional(v.number()),
})
export type RunNow = v.InferOutput<typeof runNow>

/** The library's runs: their records, and what each is doing. Answered from files, at once, whatever computes. */
export const runsArea = {
  watch: stream(nothing, v.object({ runs: v.array(runSummary), unreadable: v.array(unreadableRun), queue: v.array(id) }), v.variant('type', [
    v.object({ type: v.literal('changed'), run: runSummary }),
    v.object({ type: v.literal('removed'), id }),
    v.object({ type: v.literal('unreadable'), run: unreadableRun }),
    v.object({ type: v.literal('queue'), queue: v.array(id) }),
  ])),
  /** One run: all of its metrics, then what comes; several steps may come in one message. */
  follow: stream(v.object({ id }), v.object({ summary: runSummary, now: runNow, steps: stepColumns, epochs: v.array(epochFigures), notes: v.array(v.object({ at: v.string(), text: said, warning: v.boolean() })) }), v.variant('type', [
    /** Steps, and what the run does after the last of them. */
    v.object({ type: v.literal('steps'), steps: stepColumns, now: runNow }),
    v.object({ type: v.literal('epoch'), figures: epochFigures }),
    v.object({ type: v.literal('now'), now: runNow }),
    v.object({ type: v.literal('summary'), summary: runSummary }),
    v.object({ type: v.literal('note'), at: v.string(), text: said, warning: v.boolean() }),
  ])),
  /** The network and plan of a run, and what it was told to start from. */
  open: call(v.object({ id }), v.object({ graph: graphSchema, plan: planSchema, from: v.optional(weightsOf), folder: text })),
  describe: call(v.object({ id, name: v.optional(name), tags: v.optional(v.array(name)), note: v.optional(text) }), nothing),
  /** A new run of the same network, plan and data, that has not begun. */
  duplicate: call(v.object({ id }), v.object({ id })),
  /** Moves a run to the trash; `restore` takes it back. */
  remove: call(v.object({ id }), nothing),
  restore: call(v.object({ id }), nothing),
}
