import { phrase } from '../base/phrase'
import { problem } from '../base/problem'
import type { Shape } from '../ops/ops'
import { noCost, showShape, type Cost } from '../ops/shapes'
import { called } from './called'
import type { Graph, LayerNode } from './document'
import { Network } from './editing'
import type { Edit } from './edits'
import { found, type Fix, type GraphProblem } from './found'
import { checkLayer, type LayerFacts, type OwnCheck } from './layerCheck'
import { arrange, type Arranged } from './order'
import { kindOf } from './read'
import { structureOf, type Structure } from './structure'

/** What a network is to be trained on, as far as it is known. */
export interface CheckContext {
  /** How many classes the data has. */
  readonly classes?: number | undefined
  /** How many channels its pictures have. */
  readonly channels?: number | undefined
  readonly batch?: number | undefined
  /** The memory that there is to train in. */
  readonly memoryBytes?: number | undefined
  /** What the plan keeps of each number; float32 with one number of the optimizer's unless it says otherwise. */
  readonly kept?: KeptBytes | undefined
}

/** Bytes that training keeps for each parameter, and the shares of a batch's bytes: of those that the precision makes narrower, and of those that are float32 in each. */
export interface KeptBytes {
  readonly parameter: number
  readonly activationShare: number
  readonly wideShare: number
}

/** What was found of one layer. */
export interface LayerCheck {
  readonly node: LayerNode
  /** Absent when its output's shape cannot be known. */
  readonly facts?: LayerFacts
  readonly problems: readonly GraphProblem[]
}

/** A network with all that is known of it, sound or not. */
export interface Checked {
  readonly graph: Graph
  /** In the order of computing. */
  readonly placed: readonly Arranged[]
  /** By the nodes' ids, in the order of computing; what an edit did not touch is the same object as in the check before. */
  readonly layers: ReadonlyMap<string, LayerCheck>
  /** Every problem: of the network as a whole first, then of the layers in order, hints among them. */
  readonly problems: readonly GraphProblem[]
  /** Whether it can be compiled and trained: there is no problem but hints. */
  readonly sound: boolean
  /** Of all layers whose shapes are known. */
  readonly total: Cost
  readonly input?: Shape
  /** The node whose output the loss takes. */
  readonly logits?: string
  readonly classes?: number
  /** What the next check goes by. */
  readonly own: ReadonlyMap<string, OwnCheck>
}

/** Looks at the whole network in one pass, in the order of computing. With the check before an edit, only what the edit touches is looked at anew. */
export function check(graph: Graph, context: CheckContext = {}, before?: Checked): Checked {
  const { placed, problems: broken } = arrange(graph)
  const network = new Network(graph)
  const structure = structureOf(network, placed)
  const own = new Map<string, OwnCheck>()
  for (const at of placed) {
    const { id } = at.node
    const subject = { ...at, sources: at.inputs.map((source) => own.get(source)), loose: structure.loose.has(id) }
    own.set(id, checkLayer(network, subject, before?.own.get(id)))
  }
  const total = totalOf(own)
  const all = [...broken, ...structure.problems, ...Array.from(own.values(), ({ problems }) => problems).flat(), ...wholeProblems(network, structure, own, total, context)]
  const input = shapeOf(own, structure.input)
  const output = shapeOf(own, structure.logits)
  return {
    graph, placed, own, total, problems: all,
    layers: byLayer(own, all, before),
    sound: !all.some(({ severity }) => severity === 'error'),
    ...(input && { input }),
    ...(structure.logits !== undefined && { logits: structure.logits }),
    ...(output?.length === 1 && { classes: output[0]! }),
  }
}

/** About what training takes: the parameters with all that is kept of them, and what a batch leaves for the way back. */
export function trainingBytes(cost: Cost, batch: number, kept: KeptBytes = plainly): number {
  return kept.parameter * cost.parameters + batch * pictureBytes(cost, kept)
}

/** What a picture of a batch leaves for the way back. */
export function pictureBytes({ activationBytes, wideBytes }: Cost, { activationShare, wideShare }: KeptBytes): number {
  return activationShare * (activationBytes - wideBytes) + wideShare * wideBytes
}

/** Float32, with one number that the optimizer remembers of each parameter; keptBytes says what else there is of it. */
const plainly: KeptBytes = { parameter: 20, activationShare: 1, wideShare: 1 }

const shapeOf = (own: Checked['own'], id: string | undefined): Shape | undefined => (id === undefined ? undefined : own.get(id)?.facts?.output)

function totalOf(own: Checked['own']): Cost {
  const total = noCost()
  for (const { facts } of own.values()) {
    total.parameters += facts?.cost.parameters ?? 0
    total.multiplyAdds += facts?.cost.multiplyAdds ?? 0
    total.activationBytes += facts?.cost.activationBytes ?? 0
    total.wideBytes += facts?.cost.wideBytes ?? 0
  }
  return total
}

function byLayer(own: Checked['own'], all: readonly GraphProblem[], before: Checked | undefined): Map<string, LayerCheck> {
  const problems = new Map<string, GraphProblem[]>()
  for (const one of all) {
    if (one.node === undefined) continue
    const those = problems.get(one.node)
    if (those) those.push(one)
    else problems.set(one.node, [one])
  }
  return new Map(Array.from(own.values(), ({ node, facts }): [string, LayerCheck] => {
    const layer = { node, ...(facts && { facts }), problems: problems.get(node.id) ?? [] }
    const old = before?.layers.get(node.id)
    const same = old !== undefined && old.node === node && old.facts === facts && JSON.stringify(old.problems) === JSON.stringify(layer.problems)
    return [node.id, same ? old : layer]
  }))
}

/** What only the shapes of the whole network tell, and what it is to be trained on. */
function wholeProblems(network: Network, { input, end, logits }: Structure, own: Checked['own'], total: Cost, context: CheckContext): GraphProblem[] {
  const problems: GraphProblem[] = []
  const [channels] = shapeOf(own, input) ?? []
  if (channels !== undefined && context.channels !== undefined && channels !== context.channels) {
    const fix = setting(input!, 'channels', context.channels)
    const layer = nameIn(own, input!)
    if (channels === 3 && context.channels === 1) problems.push(found(problem('greyRepeated', { layer }), { node: input, severity: 'hint', fix }))
    else if (channels === 1 && context.channels === 3) problems.push(found(problem('colourTurnedGrey', { layer }), { node: input, severity: 'hint', fix }))
    else problems.push(found(problem('channelsDiffer', { layer, have: channels, need: context.channels }), { node: input, fix }))
  }

  const output = shapeOf(own, logits)
  // A Softmax at the end that gets a map has said so itself.
  const told = end !== logits && own.get(end!)!.problems.length > 0
  if (output && !told) problems.push(...outputProblems(network, own, logits!, output, context))
  if (total.parameters === 0 && own.size > 0 && Array.from(own.values()).every(({ facts }) => facts)) problems.push(found(problem('nothingToLearn')))
  problems.push(...memoryProblems(total, context))
  return problems
}

function outputProblems(network: Network, own: Checked['own'], logits: string, output: Shape, { classes }: CheckContext): GraphProblem[] {
  const layer = nameIn(own, logits)
  if (output.length !== 1)
    return [found(problem('outputNotVector', { layer, have: showShape(output) }), { node: logits, fix: classes === undefined ? undefined : headFor(network, logits, classes) })]
  if (classes === undefined || output[0] === classes) return []
  const node = own.get(logits)!.node
  const fix = Object.hasOwn(kindOf(node)!.fields, 'units') ? setting(logits, 'units', classes) : undefined
  return [found(problem('classesDiffer', { layer, have: output[0]!, need: classes }), { node: logits, fix })]
}

/** A Flatten and a Linear layer behind the one that the network ends in. */
function headFor(network: Network, logits: string, classes: number): Fix {
  const flatten = network.newNode('flatten', 'flatten')
  const dense = network.newNode('dense', 'classifier', { units: classes })
  const edits: Edit[] = [
    { type: 'add', node: flatten }, { type: 'connect', edge: { from: logits, to: flatten.id, port: 0 } },
    { type: 'add', node: dense }, { type: 'connect', edge: { from: flatten.id, to: dense.id, port: 0 } },
  ]
  return { label: phrase('endWithHead', { classes }), edits }
}

function memoryProblems(total: Cost, { batch, memoryBytes, kept }: CheckContext): GraphProblem[] {
  if (batch === undefined || memoryBytes === undefined) return []
  const need = trainingBytes(total, batch, kept)
  if (need <= memoryBytes) return []
  const alone = trainingBytes(total, 0, kept)
  const fits = Math.max(0, Math.floor((memoryBytes - alone) / (trainingBytes(total, 1, kept) - alone)))
  return [found(problem('memoryTooSmall', { batch, need: gigabytes(need), have: gigabytes(memoryBytes), fits }))]
}

function gigabytes(bytes: number): string {
  return `${Number((bytes / 1e9).toPrecision(3))} GB`
}

function setting(node: string, field: 'channels' | 'units', value: number): Fix {
  return { label: phrase(field === 'units' ? 'setUnits' : 'setChannels', { value }), edits: [{ type: 'set', node, field, value }] }
}

function nameIn(own: Checked['own'], id: string): string {
  return called(own.get(id)!.node.name)
}
