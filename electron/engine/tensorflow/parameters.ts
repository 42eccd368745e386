import type { ExpectedWeight } from '#shared/graph/weights'
import { sizeOf, type Shape } from '#shared/ops/ops'
import type { Weight } from '../engine'
import { DataType } from './binding'
import type { GraphBuilder, Tensor, Variable } from './graphdef'
import { unsharedRoom, type Feed } from './session'

/** A tensor that the session keeps: a variable, and a node to give it a value by. */
export interface Kept extends Variable {
  readonly name: string
  /** PyTorch's. */
  readonly shape: Shape
  /** The name to feed its new value by. */
  readonly feed: string
  /** The node that takes the new value over. */
  readonly assign: string
}

/** Variables that are written together, and the fetch that waits for it. */
export interface WriteGroup {
  readonly kept: readonly Kept[]
  readonly done: string
}

/** Values are made and fed a group at a time, so that a large network is not in memory several times over. */
const GROUP_BYTES = 16 * 2 ** 20

/** Adds to the graph how these variables are written: a fetch for each group of them. */
export function writeGroups(g: GraphBuilder, name: string, kept: readonly Kept[]): WriteGroup[] {
  const groups: Kept[][] = []
  let room = 0
  for (const each of kept) {
    const bytes = 4 * sizeOf(each.shape)
    if (bytes > room) {
      groups.push([])
      room = GROUP_BYTES
    }
    groups.at(-1)!.push(each)
    room -= bytes
  }
  return groups.map((group, i) => {
    const done = `write/${name}/${i}`
    g.signal(done, group.map(({ assign }) => assign))
    return { kept: group, done }
  })
}

/** The variables of a network by the names of its tensors. */
export class Parameters {
  private readonly byName: ReadonlyMap<string, Kept>

  constructor(g: GraphBuilder, expected: readonly ExpectedWeight[], variable: 'weight' | 'average') {
    // Node names take few characters, layer names take all: variables are numbered.
    this.byName = new Map(expected.map(({ name, shape }, i) => [name, keptVariable(g, `${variable}${i}`, name, shape)]))
  }

  all(): readonly Kept[] {
    return [...this.byName.values()]
  }
  of(name: string): Kept {
    const kept = this.byName.get(name)
    if (!kept) throw new Error(`The network has no tensor ${name}.`)
    return kept
  }
}

/** A variable for a tensor of this PyTorch shape, with a way to set it. */
export function keptVariable(g: GraphBuilder, variableName: string, name: string, shape: Shape): Kept {
  const dims = insideDims(shape)
  const variable = g.variable(variableName, dims)
  const feed = `${variableName}/feed`
  const value: Tensor = g.placeholder(feed, DataType.float32, dims)
  return { ...variable, name, shape, feed, assign: g.assign(variable, value) }
}

/** TensorFlow's kernels are [height, width, in, out]; everything else is kept as PyTorch has it. */
function insideDims(shape: Shape): readonly number[] {
  if (shape.length !== 4) return shape
  const [out, channels, height, width] = shape as [number, number, number, number]
  return [height, width, channels, out]
}

/** What to feed a variable for a tensor in PyTorch's layout. */
export function toInside({ shape, data }: Weight): Feed & { readonly data: Float32Array } {
  if (shape.length !== 4) return { dims: shape, data }
  const dims = insideDims(shape)
  const [out, channels] = shape as [number, number]
  const area = shape[2]! * shape[3]!
  const inside = unsharedRoom(sizeOf(shape), Float32Array)
  for (let o = 0, from = 0; o < out; o++)
    for (let c = 0; c < channels; c++)
      for (let at = 0; at < area; at++, from++) inside[(at * channels + c) * out + o] = data[from]!
  return { dims, data: inside }
}

/** A variable's value in PyTorch's layout. */
export function fromInside(shape: Shape, inside: Float32Array): Weight {
  if (shape.length !== 4) return { shape, data: inside }
  const [out, channels] = shape as [number, number]
  const area = shape[2]! * shape[3]!
  const data = new Float32Array(inside.length)
  for (let o = 0, to = 0; o < out; o++)
    for (let c = 0; c < channels; c++)
      for (let at = 0; at < area; at++, to++) data[to] = inside[(at * channels + c) * out + o]!
  return { shape, data }
}
