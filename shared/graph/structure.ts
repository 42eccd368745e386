import { phrase, type Phrase } from '../base/phrase'
import { problem } from '../base/problem'
import { called } from './called'
import { removal, type Network } from './editing'
import { found, type GraphProblem } from './found'
import type { Arranged } from './order'
import { kindOf } from './read'

/** What the layers are to one another, whatever their shapes. */
export interface Structure {
  readonly problems: readonly GraphProblem[]
  /** The layers that no pictures reach, because nothing connects them to where pictures enter. */
  readonly loose: ReadonlySet<string>
  /** The one input; absent when there is none or more than one. */
  readonly input?: string
  /** The one layer that ends the network, and the one whose output the loss takes: the same, or the one before a final Softmax. */
  readonly end?: string
  readonly logits?: string
}

/** Looks at names, at where pictures enter, at what is connected to it, and at where the network ends. */
export function structureOf(network: Network, placed: readonly Arranged[]): Structure {
  const inputs = placed.filter(({ node }) => kindOf(node)?.category === 'input')
  const parts = inputs.length ? looseParts(placed, inputs) : []
  const loose = new Set(parts.flat().map(({ node }) => node.id))
  const problems = [...nameProblems(network), ...inputProblems(inputs), ...parts.map(looseProblem)]

  const used = new Set(placed.flatMap(({ inputs: sources }) => sources))
  for (const { node } of placed)
    if (kindOf(node)?.category === 'output' && used.has(node.id))
      problems.push(found(problem('softmaxInside', { layer: called(node.name) }), { node: node.id, fix: { label: phrase('removeIt'), edits: removal(network.graph, [node.id]) } }))
  const ends = placed.filter(({ node }) => !used.has(node.id) && !loose.has(node.id))
  if (ends.length > 1) problems.push(found(problem('oneOutput', { layers: listed(ends) }), { node: ends[0]!.node.id }))
  const end = ends.length === 1 ? ends[0]! : undefined
  const logits = end && kindOf(end.node)?.category === 'output' ? end.inputs[0] : end?.node.id
  return {
    problems, loose,
    ...(inputs.length === 1 && { input: inputs[0]!.node.id }),
    ...(end && { end: end.node.id }),
    ...(logits !== undefined && { logits }),
  }
}

function nameProblems(network: Network): GraphProblem[] {
  const problems: GraphProblem[] = []
  const seen = new Set<string>()
  for (const { id, kind, name } of network.graph.nodes) {
    const blank = name.trim() === ''
    if (blank || seen.has(name)) {
      const free = network.newName(blank ? kind.trim() || 'layer' : name)
      const fix = { label: phrase('renameTo', { name: called(free) }), edits: [{ type: 'rename', node: id, name: free } as const] }
      problems.push(found(blank ? problem('nameMissing', { id: called(id) }) : problem('duplicateName', { name: called(name) }), { node: id, fix }))
    }
    seen.add(name)
  }
  return problems
}

function inputProblems(inputs: readonly Arranged[]): GraphProblem[] {
  return inputs.length === 1 ? [] : [found(problem('oneInput', { have: inputs.length }), { node: inputs[1]?.node.id })]
}

/** The parts of the network that are connected among themselves, but not to an input, whichever way the connections go. */
function looseParts(placed: readonly Arranged[], inputs: readonly Arranged[]): Arranged[][] {
  const neighbours = new Map<string, string[]>(placed.map(({ node }) => [node.id, []]))
  for (const { node, inputs: sources } of placed)
    for (const source of sources) {
      neighbours.get(node.id)!.push(source)
      neighbours.get(source)!.push(node.id)
    }
  const reached = new Set<string>()
  const reach = (start: string): Set<string> => {
    const part = new Set<string>([start])
    for (const id of part) for (const other of neighbours.get(id)!) part.add(other)
    for (const id of part) reached.add(id)
    return part
  }
  for (const { node } of inputs) if (!reached.has(node.id)) reach(node.id)
  const byId = new Map(placed.map((at) => [at.node.id, at]))
  return placed.flatMap(({ node }) => (reached.has(node.id) ? [] : [Array.from(reach(node.id), (id) => byId.get(id)!)]))
}

function looseProblem(part: readonly Arranged[]): GraphProblem {
  return found(problem('unconnected', { layers: listed(part), count: part.length }), { node: part[0]!.node.id })
}

function listed(layers: readonly Arranged[]): string | Phrase {
  const names = layers.slice(0, 5).map(({ node }) => called(node.name)).join(', ')
  return layers.length > 5 ? phrase('andMore', { names, count: layers.length - 5 }) : names
}
