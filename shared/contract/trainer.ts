import * as v from 'valibot'
import { graphSchema, type Graph } from '../graph/document'
import { viewsNames } from '../metrics/views'
import { planSchema } from '../plan/plan'
import { call, stream } from './contract'
import { exportEvents, exportFormat } from './export'
import { nothing, problemData, said, score as scoreSchema, split, text, whole } from './schemas'

const count = v.number()
const list = <T>(item: v.GenericSchema<unknown, T>) => v.pipe(v.array(item), v.readonly())

/** Weights of a run, or a file of weights with the network that they belong to when the file does not say. */
export type WeightsChoice =
  | { readonly run: string; readonly which: 'best' | 'last' }
  | { readonly file: string; readonly graph?: Graph }
const weightsChoice: v.GenericSchema<unknown, WeightsChoice> = v.union([
  v.object({ run: text, which: v.picklist(['best', 'last']) }),
  v.object({ file: text, graph: v.exactOptional(graphSchema) }),
])

export type Split = v.InferOutput<typeof split>
/** Mean cross-entropy in nats, and the share of right answers. */
export type Score = Readonly<v.InferOutput<typeof scoreSchema>>

/** `saveEvery`: seconds after which a checkpoint is written in the middle of an epoch too. */
const saving = { test: v.boolean(), saveEvery: v.exactOptional(v.number()) }
const subject = { data: text, graph: graphSchema, plan: planSchema }

/** What the process that computes may be asked for. */
export const job = v.variant('kind', [
  /** `from`: the weights to start with, where not all begin at random. */
  v.object({ kind: v.literal('train'), run: text, ...subject, from: v.exactOptional(weightsChoice), ...saving }),
  /** Goes on with a run from its last checkpoint, or from its beginning where it has none, up to `epochs` when given. */
  v.object({ kind: v.literal('resume'), run: text, data: v.exactOptional(text), epochs: v.exactOptional(whole), ...saving }),
  /** `views`: in which views each picture is asked for. */
  v.object({ kind: v.literal('evaluate'), weights: weightsChoice, data: v.exactOptional(text), split, views: v.picklist(viewsNames) }),
  /** Trains for `steps` steps, at learning rates from the lowest to the highest, to see which is a good one; nothing is saved. `from` as for a training. */
  v.object({ kind: v.literal('findRate'), ...subject, from: v.exactOptional(weightsChoice), lowest: v.number(), highest: v.number(), steps: whole }),
  /** Trains fresh weights for a few steps, to see what time and memory they take; nothing is saved. */
  v.object({ kind: v.literal('estimate'), ...subject }),
  v.object({ kind: v.literal('predict'), weights: weightsChoice, files: list(text), top: whole }),
  /** Draws Grad-CAM of a class, the likeliest unless it is named, over a picture and writes it to `out`. `layer` is the last convolution unless it is named. */
  v.object({ kind: v.literal('explain'), weights: weightsChoice, file: text, out: text, class: v.exactOptional(text), layer: v.exactOptional(text), top: whole }),
  /** Writes weights in these formats, each into a folder of its own in `folder`; `data` are the pictures to compare on, those of the run unless they are named. */
  v.object({ kind: v.literal('export'), weights: weightsChoice, data: v.exactOptional(text), formats: list(exportFormat), folder: text }),
])
export type Job = Readonly<v.InferOutput<typeof job>>

/** What a step gave: `step` counts from 1 over the whole run, loss and speed are of this step alone, the gradients' norm is there every few steps. */
const stepFigures = v.object({
  step: whole, epoch: whole, ...scoreSchema.entries, learningRate: v.number(), gradientNorm: v.exactOptional(v.number()), imagesPerSecond: v.number(),
})
/** In an epoch `step` counts from 1 to `steps`; score and speed are of the epoch so far. Seconds left are of the whole run. */
const stepEvent = v.object({
  type: v.literal('step'), epoch: whole, epochs: whole, step: whole, steps: whole, ...scoreSchema.entries,
  imagesPerSecond: v.number(), secondsLeft: v.number(), figures: stepFigures,
})
/** `weights` is the file that was saved, `stepsDone` counts over the whole run, `confusion` is of the held-out pictures. */
const epochEvent = v.object({
  type: v.literal('epoch'), epoch: whole, epochs: whole, stepsDone: whole, training: scoreSchema, validation: v.exactOptional(scoreSchema),
  confusion: v.exactOptional(v.array(v.array(whole))), imagesPerSecond: v.number(), seconds: v.number(), weights: text,
})
const evaluatedEvent = v.object({
  type: v.literal('evaluated'), split, views: v.picklist(viewsNames), count, score: scoreSchema, topFive: v.number(), classes: list(v.string()), confusion: list(list(v.number())),
  calibration: v.object({ bins: v.array(v.object({ from: v.number(), to: v.number(), count: whole, confidence: v.number(), accuracy: v.number() })), expectedError: v.number() }),
  /** Wrong answers, the surest first: the picture's number in its data set, its class, the class that it was taken for, and that one's probability. */
  mistakes: list(v.object({ number: whole, truth: whole, answer: whole, confidence: v.number() })),
})
const answers = list(v.object({ name: v.string(), probability: v.number() }))
const smoothedPoint = v.object({ learningRate: v.number(), loss: v.number(), smoothed: v.number() })

/** What is told while it works; the last event is `done` or `problem`. */
export const trainerEvent = v.variant('type', [
  /** A sentence about what is being done, or what is unusual. */
  v.object({ type: v.literal('note'), text: said, warning: v.exactOptional(v.boolean()) }),
  /** What is under way before there are figures. */
  v.object({ type: v.literal('preparing'), what: v.picklist(['reading the pictures', 'trying float32 and bfloat16', 'compiling the network', 'validating']) }),
  v.object({ type: v.literal('began'), run: text, training: count, validation: count, epochs: whole, stepsPerEpoch: whole, stepsDone: whole }),
  stepEvent,
  epochEvent,
  /** It waits: for whoever paused it, or, with a problem, for what can be mended, such as room on a disk. */
  v.object({ type: v.literal('paused'), problem: v.exactOptional(problemData) }),
  v.object({ type: v.literal('wentOn') }),
  evaluatedEvent,
  /** A step of a sweep over learning rates: the loss before it. `step` counts from 1. */
  v.object({ type: v.literal('swept'), step: whole, steps: whole, learningRate: v.number(), loss: v.number() }),
  /** The end of a sweep; without a suggestion the loss never fell. */
  v.object({ type: v.literal('rateFound'), points: list(smoothedPoint), diverged: v.boolean(), suggestion: v.exactOptional(v.number()) }),
  v.object({ type: v.literal('estimated'), secondsPerEpoch: v.number(), imagesPerSecond: v.number(), memoryBytes: whole, device: text }),
  v.object({ type: v.literal('predicted'), file: text, classes: answers }),
  /** What speaks for a class was drawn into `out`. */
  v.object({ type: v.literal('explained'), file: text, out: text, layer: text, class: text, classes: answers }),
  /** A picture that could not be answered for. */
  v.object({ type: v.literal('refused'), file: text, sentence: text }),
  ...exportEvents,
  v.object({ type: v.literal('done'), how: v.picklist(['finished', 'stopped']), run: v.exactOptional(text), weights: v.exactOptional(text) }),
  v.object({ type: v.literal('problem'), ...problemData.entries }),
])
export type TrainerEvent = Readonly<v.InferOutput<typeof trainerEvent>>

/** The process that computes: one job at a time, told as it goes. A job whose asker is gone is stopped, and a training saved. */
export const trainerContract = {
  trainer: {
    work: stream(job, nothing, trainerEvent),
    /** Ends the job under way after its step; a training is saved. */
    stop: call(nothing, nothing),
    /** Saves the training under way after its step, then waits. */
    pause: call(nothing, nothing),
    goOn: call(nothing, nothing),
    /** Lets the training under way go on up to so many epochs in all. */
    extend: call(v.object({ epochs: whole }), nothing),
  },
}
export type TrainerContract = typeof trainerContract
