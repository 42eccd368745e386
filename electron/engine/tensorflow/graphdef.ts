import { Message } from '#shared/base/protobuf'
import { DataType } from './binding'

/** An output of a node: how other nodes refer to it, its element type, and its dimensions in TensorFlow's order; -1 is the batch. */
export interface Tensor {
  readonly ref: string
  readonly type: DataType
  readonly dims: readonly number[]
}

/** A variable of the session. `value` is its one read: every update depends through it on all that read it. */
export interface Variable {
  readonly handle: Tensor
  readonly value: Tensor
}

/** An attribute of a node, tagged with the field of AttrValue that holds it. */
export type Attribute =
  | { type: DataType }
  | { int: number }
  | { float: number }
  | { bool: boolean }
  | { text: string }
  | { ints: readonly number[] }
  | { shape: readonly number[] }
  | { tensor: { type: DataType; dims: readonly number[]; data: Float32Array | Int32Array } }

interface NodeOptions {
  /** A name to feed or fetch by; otherwise one is made from the op. */
  readonly name?: string
  /** Names of nodes that must have run before. */
  readonly after?: readonly string[]
}

/** GraphDefs are versioned; this is what TensorFlow 2.21 writes (TF_GRAPH_DEF_VERSION). */
const GRAPH_VERSION = 1882

/** The names by which others feed and fetch a graph, each with the tensor behind it. */
export interface Signature {
  readonly inputs: Readonly<Record<string, Tensor>>
  readonly outputs: Readonly<Record<string, Tensor>>
}

/** Builds a GraphDef node by node. Fields have the numbers of TensorFlow's own definitions (tensorflow/core/framework and core/protobuf, *.proto). */
export class GraphBuilder {
  private readonly definition = new Message().message(4, new Message().int(1, GRAPH_VERSION))
  private readonly taken = new Map<string, number>()

  /** Adds a node and gives its outputs, of these types and dimensions. */
  node(op: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, Attribute>>, outputs: readonly (readonly [DataType, readonly number[]])[], options: NodeOptions = {}): Tensor[] {
    const name = this.add(op, inputs, attributes, options)
    return outputs.map(([type, dims], i) => ({ ref: i ? `${name}:${i}` : name, type, dims }))
  }

  /** Adds a node with one output. */
  one(op: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, Attribute>>, type: DataType, dims: readonly number[], options: NodeOptions = {}): Tensor {
    return this.node(op, inputs, attributes, [[type, dims]], options)[0]!
  }

  /** Adds a node that is run for what it does, once these others have run, and gives its name. */
  effect(op: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, Attribute>>, after: readonly string[] = []): string {
    return this.add(op, inputs, attributes, { after })
  }

  placeholder(name: string, type: DataType, dims: readonly number[]): Tensor {
    return this.one('Placeholder', [], { dtype: { type }, shape: { shape: dims } }, type, dims, { name })
  }
  /** A value that can be fed in place of `otherwise`. Any tensor can be fed, but the optimiser may look through one that is no placeholder. */
  replaceable(name: string, otherwise: Tensor): Tensor {
    return this.one('PlaceholderWithDefault', [otherwise], { dtype: { type: otherwise.type }, shape: { shape: otherwise.dims } }, otherwise.type, otherwise.dims, { name })
  }
  ints(values: readonly number[]): Tensor {
    return this.constant(DataType.int32, [values.length], Int32Array.from(values))
  }
  int(value: number): Tensor {
    return this.constant(DataType.int32, [], Int32Array.of(value))
  }
  floats(values: readonly number[]): Tensor {
    return this.constant(DataType.float32, [values.length], Float32Array.from(values))
  }
  float(value: number): Tensor {
    return this.constant(DataType.float32, [], Float32Array.of(value))
  }

  cast(x: Tensor, type: DataType): Tensor {
    return x.type === type ? x : this.one('Cast', [x], { SrcT: { type: x.type }, DstT: { type } }, type, x.dims)
  }
  /** An op value by value of two tensors of one type; the result has the dimensions of the first. */
  binary(op: 'AddV2' | 'Sub' | 'Mul' | 'RealDiv' | 'BitwiseXor', a: Tensor, b: Tensor): Tensor {
    return this.one(op, [a, b], { T: { type: a.type } }, a.type, a.dims)
  }
  shapeOf(x: Tensor): Tensor {
    return this.one('Shape', [x], { T: { type: x.type }, out_type: { type: DataType.int32 } }, DataType.int32, [x.dims.length])
  }
  reshape(x: Tensor, dims: readonly number[]): Tensor {
    return this.one('Reshape', [x, this.ints(dims)], { T: { type: x.type }, Tshape: { type: DataType.int32 } }, x.type, dims)
  }
  transpose(x: Tensor, order: readonly number[]): Tensor {
    return this.one('Transpose', [x, this.ints(order)], { T: { type: x.type }, Tperm: { type: DataType.int32 } }, x.type, order.map((axis) => x.dims[axis]!))
  }
  matMul(a: Tensor, b: Tensor, transpose: { a?: boolean; b?: boolean } = {}): Tensor {
    const rows = a.dims[transpose.a ? 1 : 0]!
    const columns = b.dims[transpose.b ? 0 : 1]!
    const attributes = { T: { type: a.type }, transpose_a: { bool: transpose.a ?? false }, transpose_b: { bool: transpose.b ?? false } }
    return this.one('MatMul', [a, b], attributes, a.type, [rows, columns])
  }
  /** The sum or mean over these axes. */
  reduce(op: 'Sum' | 'Mean', x: Tensor, axes: readonly number[]): Tensor {
    const dims = x.dims.filter((_, axis) => !axes.includes(axis))
    return this.one(op, [x, this.ints(axes)], { T: { type: x.type }, Tidx: { type: DataType.int32 }, keep_dims: { bool: false } }, x.type, dims)
  }
  /**
   * x, but not before another tensor is there. TensorFlow computes a node as soon as its inputs are: what a way back makes of values of the way there
   * alone would be made there, and kept until its turn.
   */
  waiting(x: Tensor, other: Tensor): Tensor {
    return this.one('Identity', [x], { T: { type: x.type } }, x.type, x.dims, { after: [other.ref.split(':')[0]!] })
  }
  /** A copy of x under a name to fetch it by, made after these nodes have run. */
  named(name: string, x: Tensor, after: readonly string[] = []): Tensor {
    return this.one('Identity', [x], { T: { type: x.type } }, x.type, x.dims, { name, after })
  }
  /** A value to fetch that is there once these nodes have run: the binding fetches tensors and knows no targets. */
  signal(name: string, after: readonly string[]): void {
    this.named(name, this.float(1), after)
  }

  variable(name: string, dims: readonly number[]): Variable {
    const type = DataType.float32
    const handle = this.one('VarHandleOp', [], { dtype: { type }, shape: { shape: dims }, shared_name: { text: name } }, DataType.resource, [], { name })
    return { handle, value: this.one('ReadVariableOp', [handle], { dtype: { type } }, type, dims, { name: `${name}/read` }) }
  }
  /** A variable's value once these nodes have run. */
  reread({ handle, value }: Variable, after: readonly string[]): Tensor {
    return this.one('ReadVariableOp', [handle], { dtype: { type: value.type } }, value.type, value.dims, { after })
  }
  /** Gives a variable a value; returns the name of the node that does it. */
  assign(variable: Variable, value: Tensor): string {
    return this.effect('AssignVariableOp', [variable.handle, value], { dtype: { type: value.type } })
  }

  /** The parts of a file saved_model.pb with the tag "serve" and no checkpoint: the form in which the binding loads a graph. */
  savedModel(signature?: Signature): Uint8Array[] {
    const meta = new Message().message(1, new Message().text(4, 'serve')).message(2, this.definition)
    if (signature) meta.entry(5, 'serving_default', signatureDef(signature))
    return new Message().int(1, 1).message(2, meta).parts()
  }

  /** A value that stands in the graph itself. */
  constant(type: DataType, dims: readonly number[], data: Float32Array | Int32Array): Tensor {
    return this.one('Const', [], { dtype: { type }, value: { tensor: { type, dims, data } } }, type, dims)
  }

  /** Adds a node and gives its name. */
  private add(op: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, Attribute>>, { name, after = [] }: NodeOptions): string {
    const freeName = this.freeName(name ?? op)
    const node = new Message().text(1, freeName).text(2, op)
    for (const { ref } of inputs) node.text(3, ref)
    for (const before of after) node.text(3, `^${before}`)
    for (const [key, value] of Object.entries(attributes)) node.entry(5, key, attributeValue(value))
    this.definition.message(1, node)
    return freeName
  }

  private freeName(wanted: string): string {
    const used = this.taken.get(wanted) ?? 0
    this.taken.set(wanted, used + 1)
    return used ? `${wanted}_${used}` : wanted
  }
}

function attributeValue(value: Attribute): Message {
  const attribute = new Message()
  if ('type' in value) return attribute.int(6, value.type)
  if ('int' in value) return attribute.int(3, value.int)
  if ('float' in value) return attribute.float(4, value.float)
  if ('bool' in value) return attribute.int(5, value.bool)
  if ('text' in value) return attribute.text(2, value.text)
  if ('shape' in value) return attribute.message(7, shapeOf(value.shape))
  if ('ints' in value) return attribute.message(1, new Message().ints(3, value.ints))
  const { type, dims, data } = value.tensor
  return attribute.message(8, new Message().int(1, type).message(2, shapeOf(dims)).bytes(4, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)))
}

function shapeOf(dims: readonly number[]): Message {
  const shape = new Message()
  for (const size of dims) shape.message(2, new Message().int(1, size))
  return shape
}

function signatureDef({ inputs, outputs }: Signature): Message {
  const definition = new Message()
  const info = ({ ref, type, dims }: Tensor) => new Message().text(1, ref.includes(':') ? ref : `${ref}:0`).int(2, type).message(3, shapeOf(dims))
  for (const [name, tensor] of Object.entries(inputs)) definition.entry(1, name, info(tensor))
  for (const [name, tensor] of Object.entries(outputs)) definition.entry(2, name, info(tensor))
  return definition.text(3, 'tensorflow/serving/predict')
}
