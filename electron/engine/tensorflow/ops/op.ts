import type { ComputingOp, Ops } from '#shared/ops/ops'
import type { DataType } from '../binding'
import type { GraphBuilder, Tensor } from '../graphdef'
import type { Chosen } from './convolution/rules'

/** Where an op's nodes go, and what they may depend on. */
export interface Context {
  readonly g: GraphBuilder
  /** The training graph and the evaluation graph are made by two walks over the network. */
  readonly training: boolean
  /** The element type of maps and of the parameters that meet them. */
  readonly compute: DataType
  /** [seed, step], fed each step: all that is random depends on it and on the layer alone. */
  readonly seed: Tensor
  /** How many pictures most steps have. */
  readonly batch: number
  /** Which parts of convolutions are made in another form than the plain one. */
  readonly rules: Chosen
  /** Whether TensorFlow has gradients of grouped and dilated convolutions here; asking costs some milliseconds, once. */
  hasWholeGradients(): boolean
  /** A number of this layer's own. */
  readonly layerKey: number
}

/** A running statistic and how much a training step takes from it. */
export interface Moved {
  readonly running: Tensor
  readonly change: Tensor
}

/** What an op adds to the graph: its result, and from the gradient of the loss by the result, the gradients by its inputs. `null`: none. */
export interface Made {
  readonly inputs: readonly Tensor[]
  readonly y: Tensor
  readonly statistics?: readonly Moved[]
  gradient(dy: Tensor): readonly (Tensor | null)[]
}

/** An op's forward nodes and its gradient rule, side by side. Maps are [batch, height, width, channels], kernels [height, width, in, out]. */
export type OpRule<K extends ComputingOp> = (context: Context, ...args: Parameters<Ops<Tensor>[K]>) => Made
