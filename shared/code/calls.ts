import type { Placed } from '../graph/order'
import type { TorchLayer } from '../layers/pytorch'

/** A layer as the source needs it. */
export interface SourceLayer extends Placed {
  readonly path: string
  readonly torch: TorchLayer | undefined
}

/** One line of the forward pass: a layer, or a chain of them that stands in one Sequential. */
export interface Call {
  /** The first layer's inputs, and what the last one gives, by the layers' ids. */
  readonly inputs: readonly string[]
  readonly output: string
  readonly layers: readonly SourceLayer[]
  /** The Sequential's path, where it is one. */
  readonly chain?: string
}

/** The calls of the forward pass in order; `chains` are the paths of the Sequentials. */
export function callsOf(layers: readonly SourceLayer[], chains: ReadonlyMap<string, readonly SourceLayer[]>): readonly Call[] {
  const chainOf = new Map([...chains].flatMap(([path, members]) => members.map((layer) => [layer, path] as const)))
  return layers.flatMap((layer): Call[] => {
    if (!layer.torch) return []
    const chain = chainOf.get(layer)
    if (chain === undefined) return [{ inputs: layer.inputs, output: layer.node.id, layers: [layer] }]
    const members = chains.get(chain)!
    if (members[0] !== layer) return []
    return [{ inputs: layer.inputs, output: members.at(-1)!.node.id, layers: members, chain }]
  })
}

const names = ['x', 'y', 'z']

/**
 * The variables of each call: those of its inputs, and the one that it sets. A value that is wanted again keeps its variable; one that is not gives it
 * free. `images` is the id of the input layer, whose variable is the first.
 */
export function variablesOf(calls: readonly Call[], images: string): readonly { readonly inputs: readonly string[]; readonly output: string }[] {
  const wanted = new Map<string, number>()
  for (const { inputs } of calls) for (const id of inputs) wanted.set(id, (wanted.get(id) ?? 0) + 1)
  const held = new Map<string, string>([[images, names[0]!]])
  return calls.map(({ inputs, output }) => {
    const given = inputs.map((id) => held.get(id)!)
    for (const id of inputs) {
      wanted.set(id, wanted.get(id)! - 1)
      if (!wanted.get(id)) held.delete(id)
    }
    const taken = new Set(held.values())
    // The last input is the older value at a merge: the shortcut, whose name the sum then goes on under.
    const freed = given.filter((name) => !taken.has(name)).sort((a, b) => rank(a) - rank(b))[0]
    let variable = freed
    for (let number = 0; variable === undefined; number++) {
      const name = nameOf(number)
      if (!taken.has(name)) variable = name
    }
    held.set(output, variable)
    return { inputs: given, output: variable }
  })
}

function nameOf(number: number): string {
  return names[number] ?? `x${number - names.length + 1}`
}

function rank(name: string): number {
  const place = names.indexOf(name)
  return place < 0 ? names.length + Number(name.slice(1)) : place
}
