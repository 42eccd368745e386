import type { Graph } from '#shared/graph/document'
import type { Plan } from '#shared/plan/plan'

/** What is fed to a program: the size of the pictures and how their bytes become the network's input, (byte / 255 - mean) / deviation. */
export interface ImageFacts {
  readonly height: number
  readonly width: number
  readonly channels: number
  /** Mean of each channel over the training pictures, on the scale 0 to 1. */
  readonly mean: readonly number[]
  /** Standard deviation of each channel over the training pictures, on the scale 0 to 1. */
  readonly deviation: readonly number[]
  /** What a picture of each class counts for in the loss of training, where the plan balances by weights. */
  readonly classWeights?: readonly number[]
}

/**
 * Pictures and what they show.
 * `images`: bytes [count, height, width, channels] of the size in ImageFacts, or, as Float32Array, the network's input itself, already
 * normalised and of the network's size; in a step of an epoch whose pictures the plan shrinks, either is of that size. `labels`: an Int32Array of class indices [count], or a Float32Array of distributions [count, classes].
 */
export interface Batch {
  readonly count: number
  readonly images: Uint8Array | Float32Array
  readonly labels: Int32Array | Float32Array
}

export interface StepControl {
  readonly learningRate: number
  /** Counts from 0 over the whole run: with the plan's seed it keys everything random inside the step. */
  readonly step: number
  /** Counts from 0; the plan lets layers rest and shrinks pictures by it. The first unless it is said. */
  readonly epoch?: number
  /** Ask for the norm of the gradients of all that moves together, before clipping; it costs a pass over them. */
  readonly gradientNorm?: boolean
}

export interface StepResult {
  /**
   * Mean cross-entropy of the batch in nats, before the update; of the smoothed labels where the plan smooths them, of the mixed ones where it
   * mixes, and with class weights the weighted mean.
   */
  readonly loss: number
  /** How many of the batch's largest logits are the labels'; of mixed labels, of the class with the larger share, of two alike the first. */
  readonly correct: number
  readonly gradientNorm?: number
}

export interface Evaluation {
  readonly loss: number
  readonly correct: number
  /** [count, classes] */
  readonly logits: Float32Array
}

/** A tensor in PyTorch's layout: [out, in, height, width] for a convolution, [out, in] for a linear layer. */
export interface Weight {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Tensors by their PyTorch names, `features.0.weight`, in the order of the network. */
export type Weights = ReadonlyMap<string, Weight>

/** What a layer gives for some pictures, or the gradients by it: `shape` is one picture's, [channels, height, width] or [features]; `data` is [count, …shape]. */
export interface LayerValues {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** A network that is asked, in evaluation mode. One call is one call into native code; it blocks until it is done. */
export interface Network {
  evaluate(batch: Batch): Evaluation
  /** Softmax of the logits, [count, classes]. */
  predict(images: Uint8Array | Float32Array, count: number): Float32Array
  /** Learned parameters and running statistics, as evaluate and predict use them: where the plan has a moving average, that. */
  readWeights(): Weights
  /** Takes exactly the names and shapes that readWeights gives; throws weightsDiffer naming the first that does not fit. */
  writeWeights(weights: Weights): void
  dispose(): void
}

/** A network and a plan, ready to train. Written weights are trained on from. */
export interface Program extends Network {
  step(batch: Batch, control: StepControl): StepResult
  /**
   * What the optimizer remembers of each parameter, `features.0.weight.exp_avg`, and beside a moving average what is trained, `….trained`: with
   * the weights and the step it is all that the next step depends on.
   */
  readState(): Weights
  writeState(state: Weights): void
}

/** A network that only answers: it has no optimizer, takes the less memory for it, and shows what goes on inside. It has no weights until they are written. */
export interface AnsweringNetwork extends Network {
  /** What these layers give, by the ids of their nodes. */
  activations(images: Uint8Array | Float32Array, count: number, nodes: readonly string[]): ReadonlyMap<string, LayerValues>
  /** What a layer gives, and the gradient by it of the logit of each picture's class; the layer must lead to the logits. */
  saliency(images: Uint8Array | Float32Array, count: number, node: string, classes: Int32Array): { readonly values: LayerValues; readonly gradients: LayerValues }
}

export interface Engine {
  readonly name: string
  readonly version: string
  compile(graph: Graph, plan: Plan, images: ImageFacts): Promise<Program>
  compileToAnswer(graph: Graph, precision: Plan['precision'], images: ImageFacts): Promise<AnsweringNetwork>
}

/** A network in TensorFlow's own form for serving, read from its folder. */
export interface ServingNetwork {
  /** What it gives, [count, classes], for its input [count, height, width, channels], already normalised. */
  answer(input: Float32Array, count: number): Float32Array
  dispose(): void
}

/** Networks in TensorFlow's own form for serving: their graph in evaluation with the weights in it as constants, in float32. */
export interface Serving {
  /** The parts of a file saved_model.pb. It takes `input` and gives `logits`, or `probabilities` where the network ends in a Softmax. */
  servingModel(graph: Graph, weights: Weights): Uint8Array[]
  /** Opens the folder of such a file by what it says of itself. */
  openServing(folder: string, graph: Graph): ServingNetwork
}
