import type { Shape } from '../../ops/ops'
import type { GivenShapes } from '../matching'
import type { ExpectedWeight } from '../weights'

/** The file's name for a tensor of the network, if it has one. */
export type Pairing = (name: string) => string | undefined

/** What a layer with a weight is by the dimensions of that: a convolution, a matrix, or a scale. */
const classes = [4, 2, 1] as const

/**
 * Finds layers by their order alone, convolutions among convolutions and matrices among matrices: where both sides have as many, each by its place,
 * else up to the first of another shape. Normalising layers count only where both sides have as many of them and of convolutions.
 */
export function layersInOrder(expected: readonly ExpectedWeight[], given: GivenShapes): Pairing {
  const ours = layersOf(expected.map(({ name, shape }) => [name, shape]))
  const theirs = layersOf(inOrder(given).map(([name, { shape }]) => [name, shape]))
  const [convolutions, , scales] = classes.map((dimensions) => ours.get(dimensions)!.length === theirs.get(dimensions)!.length)
  const pairs = new Map<string, string>()
  for (const dimensions of classes) {
    const [mine, other] = [ours.get(dimensions)!, theirs.get(dimensions)!]
    if (dimensions === 1 && !(convolutions && scales)) continue
    const differs = mine.findIndex(({ shape }, i) => String(shape) !== String(other[i]?.shape))
    const count = mine.length === other.length || differs < 0 ? mine.length : differs
    mine.slice(0, count).forEach(({ layer }, i) => pairs.set(layer, other[i]!.layer))
  }
  return (name) => {
    const dot = name.lastIndexOf('.')
    const layer = pairs.get(name.slice(0, dot))
    return layer === undefined ? undefined : `${layer}${name.slice(dot)}`
  }
}

function layersOf(tensors: readonly (readonly [name: string, shape: Shape])[]): Map<number, { layer: string; shape: Shape }[]> {
  const layers = new Map<number, { layer: string; shape: Shape }[]>(classes.map((dimensions) => [dimensions, []]))
  for (const [name, shape] of tensors) if (name.endsWith('.weight')) layers.get(shape.length)?.push({ layer: name.slice(0, -'.weight'.length), shape })
  return layers
}

/** The file's own order; names in alphabetical order tell of none, and stand as a person would count them: features.2 before features.10. */
function inOrder(given: GivenShapes): [string, { readonly shape: Shape }][] {
  const entries = [...given]
  const alphabetical = entries.every(([name], i) => i === 0 || entries[i - 1]![0] < name)
  return alphabetical ? entries.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })) : entries
}
