import type { ConvAttributes } from '#shared/ops/ops'
import { DataType } from '../../binding'
import type { GraphBuilder, Tensor } from '../../graphdef'
import { pad, unpad } from '../padding'
import { noPadding, type Convolution } from './convolution'

/** A convolution in groups as one convolution for each group, for engines that have no gradient of the whole. */
export function inGroups(
  g: GraphBuilder, x: Tensor, kernel: Tensor, attributes: ConvAttributes, convolve: (x: Tensor, kernel: Tensor, attributes: ConvAttributes) => Convolution,
): Convolution {
  const { groups, padding } = attributes
  const padded = pad(g, x, padding, 0)
  const maps = split(g, padded, groups)
  const kernels = split(g, kernel, groups)
  const parts = maps.map((map, i) => convolve(map, kernels[i]!, { ...attributes, groups: 1, padding: noPadding }))
  return {
    y: join(g, parts.map(({ y }) => y)),
    toInput(dy) {
      const dParts = split(g, dy, groups)
      return unpad(g, join(g, parts.map((part, i) => part.toInput(dParts[i]!))), x, padding)
    },
    toKernel(dy) {
      const dParts = split(g, dy, groups)
      return join(g, parts.map((part, i) => part.toKernel(dParts[i]!)))
    },
  }
}

/** Cuts the last of four dimensions: the channels of a map, the filters of a kernel. */
function split(g: GraphBuilder, x: Tensor, parts: number): Tensor[] {
  const dims = [...x.dims.slice(0, 3), x.dims[3]! / parts]
  return g.node('Split', [g.int(3), x], { T: { type: x.type }, num_split: { int: parts } }, Array.from({ length: parts }, () => [x.type, dims] as const))
}

function join(g: GraphBuilder, parts: readonly Tensor[]): Tensor {
  const [first] = parts as [Tensor]
  const attributes = { T: { type: first.type }, N: { int: parts.length }, Tidx: { type: DataType.int32 } }
  return g.one('ConcatV2', [...parts, g.int(3)], attributes, first.type, [...first.dims.slice(0, 3), first.dims[3]! * parts.length])
}
