import type { Graph } from '../graph/document'
import type { Calibration } from '../metrics/calibration'
import type { Confusion } from '../metrics/confusion'
import type { Plan } from '../plan/plan'
import type { SmoothedPoint, SweptPoint } from '../plan/rateFinder'

/** What the process that computes may be asked for, one job a process. */
export type Job =
  | { readonly kind: 'train'; readonly run: string; readonly data: string; readonly graph: Graph; readonly plan: Plan; readonly test: boolean }
  /** Goes on with a run from its last checkpoint, up to `epochs` when given. */
  | { readonly kind: 'resume'; readonly run: string; readonly data?: string; readonly epochs?: number; readonly test: boolean }
  /** `mirrored`: each picture and its mirror image are asked for, and the means of their logits count. */
  | { readonly kind: 'evaluate'; readonly weights: WeightsChoice; readonly data?: string; readonly split: Split; readonly mirrored: boolean }
  /** Trains fresh weights for `steps` steps, at learning rates from `from` to `to`, to see which is a good one; nothing is saved. */
  | { readonly kind: 'findRate'; readonly data: string; readonly graph: Graph; readonly plan: Plan; readonly from: number; readonly to: number; readonly steps: number }
  | { readonly kind: 'predict'; readonly weights: WeightsChoice; readonly files: readonly string[]; readonly top: number }
  /** Draws Grad-CAM of a class, the likeliest unless it is named, over a picture and writes it to `out`. `layer` is the last convolution unless it is named. */
  | { readonly kind: 'explain'; readonly weights: WeightsChoice; readonly file: string; readonly out: string; readonly class?: string; readonly layer?: string; readonly top: number }

/** Weights of a run, or a file of weights with the network that they belong to when the file does not say. */
export type WeightsChoice =
  | { readonly run: string; readonly which: 'best' | 'last' }
  | { readonly file: string; readonly graph?: Graph }

export type Split = 'training' | 'validation' | 'test'

/** Mean cross-entropy in nats, and the share of right answers. */
export interface Score {
  readonly loss: number
  readonly accuracy: number
}

/** A wrong answer: the picture's number in its data set, its class, the class that it was taken for, and that one's probability. */
interface Mistake {
  readonly number: number
  readonly truth: number
  readonly answer: number
  readonly confidence: number
}

/** What the process tells while it works; the last event is `done` or `problem`. */
export type TrainerEvent =
  /** A sentence about what is being done, or what is unusual. */
  | { readonly type: 'note'; readonly text: string; readonly warning?: boolean }
  /** What is under way before there are figures. */
  | { readonly type: 'preparing'; readonly what: 'reading the pictures' | 'compiling the network' }
  | { readonly type: 'began'; readonly run: string; readonly training: number; readonly validation: number; readonly epochs: number; readonly stepsPerEpoch: number }
  | ({
      readonly type: 'step'
      readonly epoch: number
      readonly epochs: number
      /** Of this epoch, counting from 1. */
      readonly step: number
      readonly steps: number
      readonly imagesPerSecond: number
      readonly secondsLeft: number
    } & Score)
  | {
      readonly type: 'epoch'
      readonly epoch: number
      readonly epochs: number
      readonly training: Score
      readonly validation?: Score
      readonly imagesPerSecond: number
      readonly seconds: number
      /** The saved weights. */
      readonly weights: string
    }
  | { readonly type: 'evaluated'; readonly split: Split; readonly mirrored: boolean; readonly count: number; readonly score: Score; readonly topFive: number; readonly classes: readonly string[]; readonly confusion: Confusion; readonly calibration: Calibration; readonly mistakes: readonly Mistake[] }
  /** A step of a sweep over learning rates: the loss before it. `step` counts from 1. */
  | ({ readonly type: 'swept'; readonly step: number; readonly steps: number } & SweptPoint)
  /** The end of a sweep; without a suggestion the loss never fell. */
  | { readonly type: 'rateFound'; readonly points: readonly SmoothedPoint[]; readonly diverged: boolean; readonly suggestion?: number }
  | { readonly type: 'predicted'; readonly file: string; readonly classes: readonly { readonly name: string; readonly probability: number }[] }
  /** What speaks for a class was drawn into `out`. */
  | { readonly type: 'explained'; readonly file: string; readonly out: string; readonly layer: string; readonly class: string; readonly classes: readonly { readonly name: string; readonly probability: number }[] }
  /** A picture that could not be answered for. */
  | { readonly type: 'refused'; readonly file: string; readonly sentence: string }
  | { readonly type: 'done'; readonly how: 'finished' | 'stopped'; readonly run?: string; readonly weights?: string }
  | { readonly type: 'problem'; readonly code: string; readonly sentence: string; readonly hint: string }

/** What the one who asked may say while a job is under way. */
export interface TrainerCommand {
  readonly stop: true
}
