import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DataType } from './binding'
import { proto, type Proto } from './proto'

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

/** Builds a GraphDef node by node. */
export class GraphBuilder {
  private readonly pb: Proto = proto()
  private readonly definition = new this.pb.GraphDef()
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

  /** Writes `folder/saved_model.pb` with the tag "serve" and no checkpoint: the form in which the binding loads a graph. */
  write(folder: string): void {
    const { pb } = this
    const versions = new pb.VersionDef()
    versions.setProducer(GRAPH_VERSION)
    this.definition.setVersions(versions)
    const info = new pb.MetaGraphDef.MetaInfoDef()
    info.setTagsList(['serve'])
    const meta = new pb.MetaGraphDef()
    meta.setMetaInfoDef(info)
    meta.setGraphDef(this.definition)
    const model = new pb.SavedModel()
    model.setSavedModelSchemaVersion(1)
    model.addMetaGraphs(meta)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'saved_model.pb'), model.serializeBinary())
  }

  private constant(type: DataType, dims: readonly number[], data: Float32Array | Int32Array): Tensor {
    return this.one('Const', [], { dtype: { type }, value: { tensor: { type, dims, data } } }, type, dims)
  }

  /** Adds a node and gives its name. */
  private add(op: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, Attribute>>, { name, after = [] }: NodeOptions): string {
    const freeName = this.freeName(name ?? op)
    const node = new this.pb.NodeDef()
    node.setName(freeName)
    node.setOp(op)
    node.setInputList([...inputs.map((x) => x.ref), ...after.map((before) => `^${before}`)])
    const map = node.getAttrMap()
    for (const [key, value] of Object.entries(attributes)) map.set(key, this.attribute(value))
    this.definition.addNode(node)
    return freeName
  }

  private freeName(wanted: string): string {
    const used = this.taken.get(wanted) ?? 0
    this.taken.set(wanted, used + 1)
    return used ? `${wanted}_${used}` : wanted
  }

  private attribute(value: Attribute): InstanceType<Proto['AttrValue']> {
    const { pb } = this
    const attribute = new pb.AttrValue()
    if ('type' in value) attribute.setType(value.type)
    else if ('int' in value) attribute.setI(value.int)
    else if ('float' in value) attribute.setF(value.float)
    else if ('bool' in value) attribute.setB(value.bool)
    else if ('text' in value) attribute.setS(new TextEncoder().encode(value.text))
    else if ('shape' in value) attribute.setShape(this.shape(value.shape))
    else if ('ints' in value) {
      const list = new pb.AttrValue.ListValue()
      list.setIList(value.ints)
      attribute.setList(list)
    } else {
      const { type, dims, data } = value.tensor
      const tensor = new pb.Tensor()
      tensor.setDtype(type)
      tensor.setTensorShape(this.shape(dims))
      tensor.setTensorContent(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      attribute.setTensor(tensor)
    }
    return attribute
  }

  private shape(dims: readonly number[]) {
    const shape = new this.pb.TensorShape()
    for (const size of dims) {
      const dim = new this.pb.TensorShape.Dim()
      dim.setSize(size)
      shape.addDim(dim)
    }
    return shape
  }
}
