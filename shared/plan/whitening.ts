import type { Graph } from '../graph/document'
import { factsOf } from '../graph/facts'
import { settingsOf } from '../graph/read'
import { expectedWeights } from '../graph/weights'
import { called } from '../graph/called'
import { problem } from '../base/problem'
import { eigen } from '../base/eigen'
import { sizeOf } from '../ops/ops'

/** The first convolution of a network: the name of its kernel, and the kernel's shape in PyTorch's order. */
export interface FirstKernel {
  readonly name: string
  readonly shape: readonly [filters: number, channels: number, height: number, width: number]
}

/** The kernel that pictures meet first; throws whiteningNeedsConvolution where that is no convolution of all channels. */
export function firstKernel(graph: Graph): FirstKernel {
  const { placed } = factsOf(graph)
  const input = placed.find(({ node }) => node.kind === 'input')!.node.id
  const first = placed.filter(({ inputs }) => inputs.includes(input)).map(({ node }) => node)
  const other = first.find((node) => node.kind !== 'conv2d' || settingsOf(node).values.groups !== 1) ?? first[1]
  if (other) throw problem('whiteningNeedsConvolution', { layer: called(other.name) })
  const name = `${first[0]!.name}.weight`
  const { shape } = expectedWeights(graph).find((weight) => weight.name === name)!
  return { name, shape: shape as FirstKernel['shape'] }
}

/** Added to the variances of the directions, so that one that hardly ever varies is not blown up without end. */
const least = 5e-4

/**
 * A kernel whose outputs on the pictures' patches are uncorrelated and of deviation 1 (K. Jordan's airbench94, arXiv 2404.00498, section 3.2): the eigenvectors
 * of the patches' second moments, each divided by √(its eigenvalue + 0.0005), those that vary most first, and after them their negatives; an eigenvector's
 * largest number is positive. Filters beyond these stay as `given`. `moments` is [patch, patch] in the order of the kernel: channel, row, column.
 */
export function whitened({ shape }: FirstKernel, given: Float32Array, moments: Float64Array): Float32Array {
  const size = sizeOf(shape.slice(1))
  const { values, vectors } = eigen(moments, size)
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!)
  const kernel = given.slice()
  for (let filter = 0; filter < Math.min(shape[0], 2 * size); filter++) {
    const which = order[filter % size]!
    const vector = vectors.subarray(which * size, (which + 1) * size)
    const largest = vector.reduce((most, number) => (Math.abs(number) > Math.abs(most) ? number : most))
    const scale = (Math.sign(largest) * (filter < size ? 1 : -1)) / Math.sqrt(Math.max(values[which]!, 0) + least)
    for (let i = 0; i < size; i++) kernel[filter * size + i] = vector[i]! * scale
  }
  return kernel
}
