import type { LayerNode } from '#shared/graph/document'
import type { ComputingOp, Ops, Shape } from '#shared/ops/ops'
import type { DataType } from './binding'
import type { GraphBuilder, Tensor } from './graphdef'
import { opRules } from './ops/index'
import type { Context, Made, Moved } from './ops/op'

/** One walk over a network: its ops in the order of computing, so that a walk backwards gives the gradients. */
export class Trace {
  private readonly record: Made[] = []
  private readonly casts = new Map<Tensor, Tensor>()
  readonly moved: Moved[] = []

  constructor(
    private readonly context: Omit<Context, 'layerKey'>,
    private readonly parameters: { of(name: string): { readonly value: Tensor } },
    private readonly images: Tensor,
  ) {}

  /** The vocabulary for one layer. */
  opsOf(node: LayerNode): Ops<Tensor> {
    const context: Context = { ...this.context, layerKey: keyOf(node.id) }
    const op = <K extends ComputingOp>(name: K) => (...args: Parameters<Ops<Tensor>[K]>): Tensor => this.keep(opRules[name](context, ...args))
    return {
      images: () => this.keep(castOp(context.g, this.images, context.compute)),
      parameter: (name, _shape, role) => {
        const { value } = this.parameters.of(`${node.name}.${name}`)
        // Normalisation keeps its scale and shift in float32, as the fused op wants them.
        return role === 'kernel' || role === 'bias' ? this.inComputeType(value) : value
      },
      statistic: (name) => this.parameters.of(`${node.name}.${name}`).value,
      shape: shapeOf,
      conv2d: op('conv2d'),
      addBias: op('addBias'),
      batchNorm: op('batchNorm'),
      groupNorm: op('groupNorm'),
      layerNorm: op('layerNorm'),
      relu: op('relu'),
      leakyRelu: op('leakyRelu'),
      elu: op('elu'),
      gelu: op('gelu'),
      silu: op('silu'),
      sigmoid: op('sigmoid'),
      tanh: op('tanh'),
      maxPool: op('maxPool'),
      avgPool: op('avgPool'),
      adaptiveAvgPool: op('adaptiveAvgPool'),
      upsampleNearest: op('upsampleNearest'),
      resizeBilinear: op('resizeBilinear'),
      flatten: op('flatten'),
      linear: op('linear'),
      dropout: op('dropout'),
      spatialDropout: op('spatialDropout'),
      add: op('add'),
      multiply: op('multiply'),
      concat: op('concat'),
      softmax: op('softmax'),
    }
  }

  /** Adds a made op to the record. */
  keep(made: Made): Tensor {
    this.record.push(made)
    this.moved.push(...(made.statistics ?? []))
    return made.y
  }

  /** The gradients by every tensor that `y` depends on, from the gradient by `y`: one walk backwards (reverse mode). */
  gradients(y: Tensor, dy: Tensor): Map<Tensor, Tensor> {
    const { g } = this.context
    const found = new Map<Tensor, Tensor>([[y, dy]])
    for (const made of [...this.record].reverse()) {
      const dOutput = found.get(made.y)
      // An op that hands its input through has nothing of its own to say.
      if (!dOutput || made.inputs.includes(made.y)) continue
      made.gradient(dOutput).forEach((dInput, i) => {
        if (!dInput) return
        const input = made.inputs[i]!
        const other = found.get(input)
        found.set(input, other ? g.binary('AddV2', other, dInput) : dInput)
      })
    }
    return found
  }

  /** A parameter in the compute type, cast once; its gradient comes back in float32. */
  private inComputeType(value: Tensor): Tensor {
    const known = this.casts.get(value)
    if (known) return known
    const low = this.keep(castOp(this.context.g, value, this.context.compute))
    this.casts.set(value, low)
    return low
  }
}

/** x in another element type, and the gradient back in its own. */
export function castOp(g: GraphBuilder, x: Tensor, type: DataType): Made {
  return { inputs: [x], y: g.cast(x, type), gradient: (dy) => [g.cast(dy, x.type)] }
}

/** PyTorch's shape of a picture's values from TensorFlow's dimensions. */
function shapeOf({ dims, ref }: Tensor): Shape {
  if (dims.length === 4) return [dims[3]!, dims[1]!, dims[2]!]
  if (dims.length === 2) return [dims[1]!]
  throw new Error(`${ref} is neither a map nor a vector.`)
}

/** A whole number for a layer's id (FNV-1a, 32 bits), so that its random numbers do not depend on its place in the network. */
function keyOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return hash | 0
}
