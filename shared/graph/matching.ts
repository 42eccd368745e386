import type { Shape } from '../ops/ops'
import { layersInOrder, type Pairing } from './matching/byOrder'
import { namesAlike } from './matching/byName'
import type { ExpectedWeight } from './weights'

/** Tensors of a file by their names; of their values nothing is looked at. */
export type GivenShapes = ReadonlyMap<string, { readonly shape: Shape }>

/** A tensor of the network that a file has nothing for. */
export interface LeftTensor {
  readonly name: string
  readonly shape: Shape
  /** The tensor that stands in its place in the file, in another shape. */
  readonly found?: { readonly name: string; readonly shape: Shape }
  /** `missing`: the file has none; `shape`: it has one of another shape; `layer`: it has one, but not the layer's kernel, without which it says nothing. */
  readonly why: 'missing' | 'shape' | 'layer'
}

/** What a network can take of a file of weights, and what stays over on both sides. */
export interface WeightsMatch {
  /** In the network's order: its tensor, and the file's name of it. */
  readonly taken: readonly { readonly name: string; readonly from: string }[]
  readonly left: readonly LeftTensor[]
  /** Of the file, without what is named in `left`. */
  readonly unused: readonly { readonly name: string; readonly shape: Shape }[]
}

/**
 * Finds the tensors of a network in a file: by their names, by names that other programs give to the same, or else by the order of layers with
 * a kernel; of these ways the one that finds most. Without any kernel nothing counts as found. PyTorch's count of batches is passed over.
 */
export function matchWeights(expected: readonly ExpectedWeight[], file: GivenShapes): WeightsMatch {
  const given = new Map([...file].filter(([name]) => !name.endsWith('.num_batches_tracked')))
  const ways = [...namesAlike(expected, given), layersInOrder(expected, given)].map((pairing) => compared(expected, given, pairing))
  return ways.reduce((best, way) => (way.taken.length > best.taken.length ? way : best))
}

function compared(expected: readonly ExpectedWeight[], given: GivenShapes, pairing: Pairing): WeightsMatch {
  const fits = ({ name, shape }: ExpectedWeight) => String(given.get(pairing(name) ?? '')?.shape) === String(shape)
  const kernels = expected.filter(({ role }) => role === 'kernel')
  const without = new Set(kernels.filter((kernel) => !fits(kernel)).map(({ name }) => layerOf(name)))
  const any = kernels.some(fits)
  const taken = any ? expected.filter((tensor) => fits(tensor) && !without.has(layerOf(tensor.name))) : []
  const known = new Set(taken.map(({ name }) => name))

  const left = expected.filter(({ name }) => !known.has(name)).map((tensor): LeftTensor => {
    const { name, shape } = tensor
    const from = any ? pairing(name) : undefined
    const there = from === undefined ? undefined : given.get(from)
    if (!there) return { name, shape, why: 'missing' }
    return fits(tensor) ? { name, shape, found: { name: from!, shape: there.shape }, why: 'layer' } : { name, shape, found: { name: from!, shape: there.shape }, why: 'shape' }
  })
  const used = new Set([...taken.map(({ name }) => pairing(name)), ...left.map(({ found }) => found?.name)])
  return {
    taken: taken.map(({ name }) => ({ name, from: pairing(name)! })),
    left,
    unused: [...given].filter(([name]) => !used.has(name)).map(([name, { shape }]) => ({ name, shape })),
  }
}

/** The kernel that meets the pictures first: where it is taken, they should come as they came when it was trained. */
export function firstKernelOf(expected: readonly ExpectedWeight[]): string | undefined {
  return expected.find(({ role }) => role === 'kernel')?.name
}

function layerOf(tensor: string): string {
  return tensor.slice(0, tensor.lastIndexOf('.'))
}
