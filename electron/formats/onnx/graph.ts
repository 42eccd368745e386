import { Message } from '#shared/base/protobuf'
import { sizeOf, type Ops, type Shape } from '#shared/ops/ops'
import { noCost, shapeOps } from '#shared/ops/shapes'

/** A value of the graph: its name, and its shape for one picture, channels first as ONNX has them. */
export interface Value {
  readonly name: string
  readonly shape: Shape
  /** The node that makes it, which may still be given another input. */
  readonly node?: OnnxNode
}

export interface OnnxNode {
  readonly op: string
  readonly inputs: string[]
}

/** An attribute of a node. */
type Attribute = { readonly int: number } | { readonly ints: readonly number[] } | { readonly float: number } | { readonly text: string }

/** TensorProto.DataType. */
const dataTypes = { float: 1, int64: 7 } as const
/** AttributeProto.AttributeType. */
const attributeTypes = { float: 1, int: 2, text: 3, ints: 7 } as const
/** The dimension that pictures are counted in, of any size. */
const BATCH = 'batch'

/** What ONNX asks for beside the nodes. */
export interface ModelFacts {
  readonly name: string
  readonly input: Value
  readonly output: Value
  readonly producer: string
  readonly opset: number
  readonly irVersion: number
  readonly metadata: Readonly<Record<string, string>>
}

/** Builds an ONNX graph node by node. Fields have the numbers of onnx/onnx.proto3. */
export class OnnxGraph {
  private readonly nodes: (OnnxNode & { readonly output: string; readonly attributes: Message[] })[] = []
  private readonly tensors = new Map<string, Message>()

  /** The shapes that ops give; what does not fit is never asked here, since the network is sound. */
  readonly shapes: Ops<Shape> = shapeOps('', noCost())

  /** Adds a node with one output of this shape. */
  node(op: string, inputs: readonly Value[], shape: Shape, attributes: Readonly<Record<string, Attribute>> = {}): Value {
    const node = { op, inputs: inputs.map(({ name }) => name), output: `${op}_${this.nodes.length}`, attributes: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)) }
    this.nodes.push(node)
    return { name: node.output, shape, node }
  }

  /** A tensor of floats that stands in the file; its values are not copied. */
  floats(name: string, dims: readonly number[], data: Float32Array): Value {
    this.tensors.set(name, tensorOf(name, dataTypes.float, dims, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)))
    return { name, shape: dims }
  }
  /** One number, for all values alike. */
  scalar(value: number): Value {
    return this.floats(`scalar ${value}`, [], Float32Array.of(value))
  }
  /** A list of whole numbers, such as a shape. */
  ints(values: readonly number[]): Value {
    const name = `list ${values.join(' ')}`
    this.tensors.set(name, tensorOf(name, dataTypes.int64, [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer)))
    return { name, shape: [values.length] }
  }
  /** The same values in another shape of each picture; the pictures stay as they are. */
  reshape(x: Value, shape: Shape): Value {
    return this.node('Reshape', [x, this.ints([0, ...shape])], shape)
  }

  /** The same value under a name that others ask for. */
  renamed(x: Value, name: string): Value {
    this.nodes.push({ op: 'Identity', inputs: [x.name], output: name, attributes: [] })
    return { name, shape: x.shape }
  }

  /** The parts of the file. */
  model({ name, input, output, producer, opset, irVersion, metadata }: ModelFacts): Uint8Array[] {
    const graph = new Message().text(2, name)
    for (const { op, inputs, output: made, attributes } of this.nodes) {
      const node = new Message()
      for (const each of inputs) node.text(1, each)
      node.text(2, made).text(3, made).text(4, op)
      for (const attribute of attributes) node.message(5, attribute)
      graph.message(1, node)
    }
    for (const tensor of this.tensors.values()) graph.message(5, tensor)
    graph.message(11, valueInfo(input)).message(12, valueInfo(output))
    const model = new Message().int(1, irVersion).text(2, producer).message(7, graph).message(8, new Message().text(1, '').int(2, opset))
    for (const [key, value] of Object.entries(metadata)) model.message(14, new Message().text(1, key).text(2, value))
    return model.parts()
  }
}

function tensorOf(name: string, type: number, dims: readonly number[], raw: Uint8Array): Message {
  if (sizeOf(dims) * (type === dataTypes.float ? 4 : 8) !== raw.length) throw new Error(`${name} has not as many values as its shape says.`)
  return new Message().ints(1, dims).int(2, type).text(8, name).bytes(9, raw)
}

function attributeOf(name: string, value: Attribute): Message {
  const attribute = new Message().text(1, name)
  if ('int' in value) return attribute.int(3, value.int).int(20, attributeTypes.int)
  if ('ints' in value) return attribute.ints(8, value.ints).int(20, attributeTypes.ints)
  if ('float' in value) return attribute.float(2, value.float).int(20, attributeTypes.float)
  return attribute.text(4, value.text).int(20, attributeTypes.text)
}

function valueInfo({ name, shape }: Value): Message {
  const dims = new Message().message(1, new Message().text(2, BATCH))
  for (const size of shape) dims.message(1, new Message().int(1, size))
  return new Message().text(1, name).message(2, new Message().message(1, new Message().int(1, dataTypes.float).message(2, dims)))
}
