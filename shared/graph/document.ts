import * as v from 'valibot'
import { layerKinds, type LayerKindName } from '../layers/index'

const kindNames = Object.keys(layerKinds) as [LayerKindName, ...LayerKindName[]]
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200))

const nodeSchema = v.object({
  id: text,
  kind: v.picklist(kindNames, (issue) => `${issue.received} is not a kind of layer that this version knows`),
  /** The PyTorch module path, `features.0`, unique in the graph. */
  name: text,
  params: v.record(v.string(), v.unknown()),
})

const edgeSchema = v.object({
  from: text,
  to: text,
  /** Which input of `to` it feeds: 0, 1, … */
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
})

/** A network as a document: what it says is all that there is to know of the network. */
export const graphSchema = v.object({
  format: v.literal('vgg-studio-graph'),
  version: v.literal(1),
  name: text,
  nodes: v.array(nodeSchema),
  edges: v.array(edgeSchema),
})

export type LayerNode = Readonly<v.InferOutput<typeof nodeSchema>>
export type Graph = Readonly<v.InferOutput<typeof graphSchema>>
