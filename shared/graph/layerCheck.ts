import { readValues } from '../base/fields'
import { phrase, type Phrase } from '../base/phrase'
import { problem, StudioProblem } from '../base/problem'
import { portLimits, type LayerKind } from '../layers/layer'
import { sizeOf, type Shape } from '../ops/ops'
import { noCost, shapeOps, showShape, type Cost } from '../ops/shapes'
import { called } from './called'
import type { LayerNode } from './document'
import { inserted, type Network } from './editing'
import { found, type Fix, type GraphProblem } from './found'
import type { Arranged } from './order'
import { kindOf } from './read'

/** What is known of one layer without computing anything. */
export interface LayerFacts {
  readonly node: LayerNode
  readonly inputs: readonly Shape[]
  readonly output: Shape
  readonly cost: Cost
  /** How the output size comes about, in this layer's own numbers. */
  readonly explanation: Phrase
}

/** A layer looked at by itself, with nothing but what feeds it. */
export interface OwnCheck {
  readonly node: LayerNode
  /** All that it was judged by besides the node, as text to compare. */
  readonly fedBy: string
  /** Absent when its output's shape cannot be known. */
  readonly facts?: LayerFacts
  readonly problems: readonly GraphProblem[]
  /** The linear layer whose outputs reach the end of this one without an activation in between. */
  readonly unactivated?: string
}

/** A layer that is to be looked at, and what is known of those that feed it; one that has not been looked at is a shape that is not known. */
export interface Subject extends Arranged {
  readonly sources: readonly (OwnCheck | undefined)[]
  /** Whether it stands in a part that no pictures reach; then only its settings are judged. */
  readonly loose: boolean
}

/** One tensor holds at most so many numbers, weights and one picture's values alike: TensorFlow's kernels count in 32 bits. */
const MOST_NUMBERS = 2 ** 31 - 1

/** Looks at a layer, or keeps what was found `before` where nothing that counts has changed. */
export function checkLayer(network: Network, subject: Subject, before: OwnCheck | undefined): OwnCheck {
  const fedBy = textOf(subject)
  const held = before?.node === subject.node && before.fedBy === fedBy ? before : undefined
  // A fix speaks of the rest of the network too, so what has one is looked at anew.
  if (held && !held.problems.some(({ fix }) => fix)) return held
  const { kind, problems, facts } = examined(network, subject)
  const unactivated = kind && unactivatedBy(kind, subject)
  const own: OwnCheck = { node: subject.node, fedBy, problems, ...(facts && { facts }), ...(unactivated !== undefined && { unactivated }) }
  return held && JSON.stringify(held) === JSON.stringify(own) ? held : own
}

function textOf({ feeding, sources, loose }: Subject): string {
  return JSON.stringify([loose, feeding.map(({ from, port }, i) => [from, port, sources[i]?.facts?.output, sources[i]?.unactivated])])
}

function examined(network: Network, subject: Subject): { kind?: LayerKind; problems: readonly GraphProblem[]; facts?: LayerFacts } {
  const { node, sources, loose } = subject
  const layer = called(node.name)
  const kind = kindOf(node)
  if (!kind) return { problems: [found(problem('unknownKind', { layer, kind: called(node.kind) }), { node: node.id })] }

  const { values, faults } = readValues(kind.fields, node.params)
  const problems = faults.map(({ field, reason }) =>
    found(problem('badParameter', { layer, field: called(field), reason }), { node: node.id, fix: withoutSetting(node, kind, field) }))
  if (!loose) problems.push(...portProblems(subject, kind))
  const inputs = sources.map((source) => source?.facts?.output)
  if (problems.length || loose || !inputs.every((shape) => shape !== undefined)) return { kind, problems }

  try {
    const cost = noCost()
    const output = kind.build(shapeOps(layer, cost), inputs, values)
    const amiss = shapeProblem(node, output, cost)
    if (amiss) return { kind, problems: [amiss] }
    const facts = { node, inputs, output, cost, explanation: kind.explain(values, inputs, output) }
    return { kind, problems: activationHint(network, subject, kind), facts }
  } catch (thrown) {
    if (!(thrown instanceof StudioProblem)) throw thrown
    return { kind, problems: [found(thrown, { node: node.id, fix: shapeFix(network, subject, thrown.code) })] }
  }
}

function withoutSetting({ id, params }: LayerNode, kind: LayerKind, field: string): Fix | undefined {
  if (Object.hasOwn(kind.fields, field)) return undefined
  const rest = Object.fromEntries(Object.entries(params).filter(([name]) => name !== field))
  return { label: phrase('removeSetting', { setting: called(field) }), edits: [{ type: 'params', node: id, params: rest }] }
}

/** Its connections are as many as the kind takes, and lead to one input each. */
function portProblems({ node, feeding }: Arranged, kind: LayerKind): GraphProblem[] {
  const layer = called(node.name)
  const [least, most] = portLimits(kind)
  const have = feeding.length
  if (have < least || have > most) return [found(problem('inputsMissing', { layer, have, least, most }), { node: node.id })]
  const numbered = feeding.every(({ port }, i) => port === i)
  const apart = new Set(feeding.map(({ port }) => port)).size === have
  if (kind.ports === 'many' ? apart : numbered) return []
  const edits = feeding.flatMap((edge, port) => [{ type: 'disconnect', edge } as const, { type: 'connect', edge: { ...edge, port } } as const])
  return [found(problem('portsUnclear', { layer, most: have - 1 }), { node: node.id, fix: { label: phrase('numberInputs'), edits } })]
}

/** A layer's output has at least one number in each direction, and neither it nor the weights have more than a tensor may. */
function shapeProblem(node: LayerNode, output: Shape, cost: Cost): GraphProblem | undefined {
  const layer = called(node.name)
  if (!output.every((size) => Number.isInteger(size) && size > 0)) return found(problem('outputEmpty', { layer, out: showShape(output) }), { node: node.id })
  const numbers = Math.max(cost.parameters, sizeOf(output))
  if (numbers > MOST_NUMBERS) return found(problem('layerTooLarge', { layer, numbers, most: MOST_NUMBERS }), { node: node.id })
  return undefined
}

function shapeFix(network: Network, { feeding }: Subject, code: string): Fix | undefined {
  if (code !== 'needsVector' || feeding.length !== 1) return undefined
  return { label: phrase('insertFlatten'), edits: inserted(network, feeding[0]!, 'flatten', 'flatten') }
}

/** Two linear layers without an activation in between are no more than one. */
function activationHint(network: Network, { node, feeding, sources: [source] }: Subject, kind: LayerKind): GraphProblem[] {
  if (kind.category !== 'dense' || source?.unactivated === undefined) return []
  const fix = { label: phrase('insertReLU'), edits: inserted(network, feeding[0]!, 'relu', 'relu') }
  return [found(problem('activationMissing', { layer: called(node.name), other: called(source.unactivated) }), { node: node.id, severity: 'hint', fix })]
}

/** Through these a weighted sum stays one. */
const keepsSums = new Set<LayerKind['category']>(['regularisation', 'normalisation', 'shape'])

function unactivatedBy(kind: LayerKind, { node, sources: [source] }: Subject): string | undefined {
  if (kind.category === 'dense') return node.name
  return keepsSums.has(kind.category) ? source?.unactivated : undefined
}
