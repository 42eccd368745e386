import { DataType } from './binding'
import type { GraphBuilder, Tensor } from './graphdef'

/** What each class counts for, and the class indices whose weights the sum is divided by; without them it is divided by the number of pictures. */
interface Weighing {
  readonly weights: readonly number[]
  readonly indices?: Tensor
}

/** The mean loss of a batch in nats, weighted as by PyTorch's CrossEntropyLoss(weight=…), and its gradient by the logits. */
export function trainingLoss(g: GraphBuilder, logits: Tensor, distribution: Tensor, weighing: Weighing | undefined): { loss: Tensor; dLogits: Tensor } {
  if (!weighing) {
    const { perPicture, dLogits } = crossEntropy(g, logits, distribution)
    return { loss: g.reduce('Mean', perPicture, [0]), dLogits }
  }
  const weights = g.floats(weighing.weights)
  const weighted = g.binary('Mul', distribution, weights)
  const float = { T: { type: DataType.float32 } }
  const [perPicture] = softmaxCrossEntropy(g, logits, weighted)
  const total = weighing.indices ? indexWeights(g, weighing.indices, weighing.weights) : g.cast(sizeOf(g, perPicture), DataType.float32)
  // The op's own gradient takes distributions to sum to 1; weighted ones sum to the picture's weight.
  const sums = g.one('Sum', [weighted, g.ints([1])], { ...float, Tidx: { type: DataType.int32 }, keep_dims: { bool: true } }, DataType.float32, [-1, 1])
  const probabilities = g.one('Softmax', [logits], float, DataType.float32, logits.dims)
  const gradient = g.binary('Sub', g.binary('Mul', probabilities, sums), weighted)
  return { loss: g.binary('RealDiv', g.reduce('Sum', perPicture, [0]), total), dLogits: g.binary('RealDiv', gradient, total) }
}

/** The sum of the weights of these classes; where a picture has a distribution instead of a class, -1, it counts as 1. */
function indexWeights(g: GraphBuilder, indices: Tensor, weights: readonly number[]): Tensor {
  const types = { Tparams: { type: DataType.float32 }, Tindices: { type: DataType.int32 }, Taxis: { type: DataType.int32 }, batch_dims: { int: 0 } }
  const places = g.binary('AddV2', indices, g.int(1))
  return g.reduce('Sum', g.one('GatherV2', [g.floats([1, ...weights]), places, g.int(0)], types, DataType.float32, [-1]), [0])
}

/** Cross-entropy of each picture in nats, and the gradient of the batch's mean by the logits: (softmax - distribution) / batch. */
export function crossEntropy(g: GraphBuilder, logits: Tensor, distribution: Tensor): { perPicture: Tensor; dLogits: Tensor } {
  const [perPicture, gradient] = softmaxCrossEntropy(g, logits, distribution)
  return { perPicture, dLogits: g.binary('RealDiv', gradient, g.cast(sizeOf(g, perPicture), DataType.float32)) }
}

function softmaxCrossEntropy(g: GraphBuilder, logits: Tensor, distribution: Tensor): [perPicture: Tensor, gradient: Tensor] {
  return g.node('SoftmaxCrossEntropyWithLogits', [logits, distribution], { T: { type: DataType.float32 } },
    [[DataType.float32, [-1]], [DataType.float32, logits.dims]]) as [Tensor, Tensor]
}

/** How many numbers a tensor has, as a whole number. */
function sizeOf(g: GraphBuilder, x: Tensor): Tensor {
  return g.one('Size', [x], { T: { type: DataType.float32 }, out_type: { type: DataType.int32 } }, DataType.int32, [])
}

/** The place of the largest number of each row. */
export function largest(g: GraphBuilder, x: Tensor): Tensor {
  const types = { T: { type: x.type }, Tidx: { type: DataType.int32 }, output_type: { type: DataType.int32 } }
  return g.one('ArgMax', [x, g.int(1)], types, DataType.int32, [-1])
}

/** How many pictures have their largest logit at their label. */
export function correct(g: GraphBuilder, logits: Tensor, labels: Tensor): Tensor {
  const hits = g.one('Equal', [largest(g, logits), labels], { T: { type: DataType.int32 } }, DataType.bool, [-1])
  return g.reduce('Sum', g.cast(hits, DataType.int32), [0])
}
