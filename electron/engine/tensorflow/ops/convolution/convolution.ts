import type { Tensor } from '../../graphdef'

/** A convolution in the graph: its result, and the gradients by its input and by its kernel from the gradient by its result. */
export interface Convolution {
  readonly y: Tensor
  toInput(dy: Tensor): Tensor
  toKernel(dy: Tensor): Tensor
}

export const noPadding = { top: 0, bottom: 0, left: 0, right: 0 }
