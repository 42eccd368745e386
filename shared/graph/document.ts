import * as v from 'valibot'
import { fault } from '../base/fault'
import { migrated } from './migrate'

/** The version of the document that this program writes; it reads every older one. */
export const VERSION = 1

const textUpTo = (most: number) => v.pipe(v.string(), v.maxLength(most))
const reference = v.pipe(textUpTo(200), v.minLength(1))
/** Not v.record: a layer's id may be any text, `constructor` too, and that schema leaves such keys out. */
const recordOf = <T>(item: v.GenericSchema<T>) =>
  v.custom<Readonly<Record<string, T>>>((value) => isRecord(value) && Object.values(value).every((entry) => v.is(item, entry)), fault('mustBeEntries'))
const coordinate = v.pipe(v.number(), v.finite())

const nodeEntries = {
  id: reference,
  /** A row of the catalogue; one that this version does not know stays in the document and is told of by the check. */
  kind: reference,
  /** The PyTorch module path, `features.0`, unique in the graph. */
  name: textUpTo(200),
  params: recordOf(v.unknown()),
}

const edgeEntries = {
  from: reference,
  to: reference,
  /** Which input of `to` it feeds: 0, 1, … */
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
}

const graphEntries = {
  format: v.literal('vgg-studio-graph'),
  version: v.literal(VERSION),
  name: textUpTo(200),
  nodes: v.array(v.looseObject(nodeEntries)),
  edges: v.array(v.looseObject(edgeEntries)),
  /** Where a person has put each layer, by its id. It is no part of the network's identity. */
  layout: v.optional(recordOf(v.looseObject({ x: coordinate, y: coordinate }))),
  /** What a person has written about the network. It is no part of its identity either. */
  notes: v.optional(textUpTo(100_000)),
}

export type LayerNode = Readonly<v.InferOutput<v.ObjectSchema<typeof nodeEntries, undefined>>>
export type Edge = Readonly<v.InferOutput<v.ObjectSchema<typeof edgeEntries, undefined>>>
export type Layout = Readonly<Record<string, { readonly x: number; readonly y: number }>>
/** A network as a document: what it says is all that there is to know of the network. Fields that nobody here knows are kept. */
export type Graph = Readonly<Omit<v.InferOutput<v.ObjectSchema<typeof graphEntries, undefined>>, 'nodes' | 'edges' | 'layout'>> & {
  readonly nodes: readonly LayerNode[]
  readonly edges: readonly Edge[]
  readonly layout?: Layout | undefined
}

/** The document as it may stand inside another one, such as a run's record; older versions are brought to this one. */
export const graphSchema: v.GenericSchema<unknown, Graph> = v.pipe(v.unknown(), v.transform(migrated), v.looseObject(graphEntries))

/** Whether this is an object of JSON: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
