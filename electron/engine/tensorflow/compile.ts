import type { Graph } from '#shared/graph/document'
import { factsOf, type GraphFacts } from '#shared/graph/facts'
import { readGraph } from '#shared/graph/read'
import { expectedWeights } from '#shared/graph/weights'
import type { Plan } from '#shared/plan/plan'
import type { ImageFacts } from '../engine'
import { DataType } from './binding'
import { GraphBuilder, type Tensor } from './graphdef'
import { optimizerRules } from './optimizers'
import { Parameters, writeGroups, type Kept, type WriteGroup } from './parameters'
import { castOp, Trace } from './trace'

/** The names by which a step feeds and fetches. */
export const feeds = {
  /** Bytes of pictures, or instead `input`: what the network gets. */
  images: 'images',
  input: 'input',
  /** Class indices and distributions, added up: one of the two says nothing, indices by -1, distributions by a row of zeros. */
  labels: 'labels',
  distribution: 'distribution',
  learningRate: 'learningRate',
  seed: 'seed',
} as const
export const fetches = {
  loss: 'train/loss',
  correct: 'train/correct',
  gradientNorm: 'train/gradientNorm',
  evaluationLoss: 'evaluate/loss',
  evaluationCorrect: 'evaluate/correct',
  logits: 'evaluate/logits',
  probabilities: 'evaluate/probabilities',
  stateCleared: 'clear/state',
} as const

/** A network and a plan as one TensorFlow graph that trains, evaluates, and takes and gives weights. */
export interface Compiled {
  readonly graph: GraphBuilder
  readonly facts: GraphFacts
  readonly weights: readonly WriteGroup[]
  /** What the optimizer remembers. */
  readonly state: readonly WriteGroup[]
}

/** Makes the graph: one walk over the network with its way back for training, one for evaluation, on the same variables. */
export function compileGraph(graph: Graph, plan: Plan, images: ImageFacts, hasWholeGradients: () => boolean): Compiled {
  const facts = factsOf(graph)
  const g = new GraphBuilder()
  const input = g.replaceable(feeds.input, normalised(g, facts.input, images))
  const { labels, distribution } = labelNodes(g, facts.classes)
  const learningRate = g.placeholder(feeds.learningRate, DataType.float32, [])
  const seed = g.placeholder(feeds.seed, DataType.int32, [2])
  const parameters = new Parameters(g, expectedWeights(graph))
  const compute = plan.precision === 'bfloat16' ? DataType.bfloat16 : DataType.float32

  const walk = (training: boolean) => {
    const trace = new Trace({ g, training, compute, seed, hasWholeGradients }, parameters, input)
    const outputs = readGraph(facts.placed, (node) => trace.opsOf(node))
    return { trace, logits: trace.keep(castOp(g, outputs.get(facts.logits)!, DataType.float32)) }
  }

  const training = walk(true)
  const { perPicture, dLogits } = crossEntropy(g, training.logits, distribution)
  const gradients = training.trace.gradients(training.logits, dLogits)
  const state: Kept[] = []
  const updates = training.trace.moved.map(({ running, change }) =>
    g.effect('AssignSubVariableOp', [parameters.all().find(({ value }) => value === running)!.handle, change], { dtype: { type: DataType.float32 } }))
  const learned = parameters.all().flatMap((parameter) => {
    const gradient = gradients.get(parameter.value)
    return gradient ? [{ parameter, gradient }] : []
  })
  learned.forEach(({ parameter, gradient }, i) => {
    const { node, slots } = optimizerRules[plan.optimizer.kind](g, plan.optimizer, { parameter, gradient, learningRate }, i)
    updates.push(node)
    state.push(...slots)
  })
  g.named(fetches.loss, g.reduce('Mean', perPicture, [0]), updates)
  g.named(fetches.correct, correct(g, training.logits, labels), updates)
  g.named(fetches.gradientNorm, normOf(g, learned.map(({ gradient }) => gradient)), updates)

  const evaluation = walk(false)
  g.named(fetches.evaluationLoss, g.reduce('Mean', crossEntropy(g, evaluation.logits, distribution).perPicture, [0]))
  g.named(fetches.evaluationCorrect, correct(g, evaluation.logits, labels))
  g.named(fetches.logits, evaluation.logits)
  g.named(fetches.probabilities, g.one('Softmax', [evaluation.logits], { T: { type: DataType.float32 } }, DataType.float32, evaluation.logits.dims))

  g.signal(fetches.stateCleared, state.map((slot) => g.assign(slot, zeros(g, slot.value.dims))))
  return { graph: g, facts, weights: writeGroups(g, 'weights', parameters.all()), state: writeGroups(g, 'state', state) }
}

/** Bytes to the network's input: resized when the pictures are of another size (bilinear, half-pixel centres), then normalised. */
function normalised(g: GraphBuilder, [channels, height, width]: readonly number[], images: ImageFacts): Tensor {
  const bytes = g.placeholder(feeds.images, DataType.uint8, [-1, images.height, images.width, images.channels])
  const dims = [-1, height!, width!, channels!]
  const fits = images.height === height && images.width === width
  const options = { T: { type: DataType.uint8 }, align_corners: { bool: false }, half_pixel_centers: { bool: true } }
  const pixels = fits ? g.cast(bytes, DataType.float32) : g.one('ResizeBilinear', [bytes, g.ints([height!, width!])], options, DataType.float32, dims)
  const scaled = g.binary('Mul', pixels, g.floats(images.deviation.map((deviation) => 1 / (255 * deviation))))
  return g.binary('Sub', scaled, g.floats(images.mean.map((mean, i) => mean / images.deviation[i]!)))
}

/**
 * The distribution of each picture over the classes, from class indices or as it is fed, and its largest class. Both are placeholders and
 * both are always fed: the optimiser may hang an order of execution on a node, and feeding any node but a placeholder does not satisfy that.
 */
function labelNodes(g: GraphBuilder, classes: number): { labels: Tensor; distribution: Tensor } {
  const indices = g.placeholder(feeds.labels, DataType.int32, [-1])
  const oneHot = g.one('OneHot', [indices, g.int(classes), g.float(1), g.float(0)],
    { T: { type: DataType.float32 }, TI: { type: DataType.int32 }, axis: { int: -1 } }, DataType.float32, [-1, classes])
  const distribution = g.binary('AddV2', oneHot, g.placeholder(feeds.distribution, DataType.float32, [-1, classes]))
  return { distribution, labels: largest(g, distribution) }
}

/** Cross-entropy of each picture in nats, and the gradient of the batch's mean by the logits: (softmax - distribution) / batch. */
function crossEntropy(g: GraphBuilder, logits: Tensor, distribution: Tensor): { perPicture: Tensor; dLogits: Tensor } {
  const [perPicture, gradient] = g.node('SoftmaxCrossEntropyWithLogits', [logits, distribution], { T: { type: DataType.float32 } },
    [[DataType.float32, [-1]], [DataType.float32, logits.dims]]) as [Tensor, Tensor]
  const pictures = g.one('Size', [perPicture], { T: { type: DataType.float32 }, out_type: { type: DataType.int32 } }, DataType.int32, [])
  return { perPicture, dLogits: g.binary('RealDiv', gradient, g.cast(pictures, DataType.float32)) }
}

function correct(g: GraphBuilder, logits: Tensor, labels: Tensor): Tensor {
  const hits = g.one('Equal', [largest(g, logits), labels], { T: { type: DataType.int32 } }, DataType.bool, [-1])
  return g.reduce('Sum', g.cast(hits, DataType.int32), [0])
}

function largest(g: GraphBuilder, x: Tensor): Tensor {
  const types = { T: { type: x.type }, Tidx: { type: DataType.int32 }, output_type: { type: DataType.int32 } }
  return g.one('ArgMax', [x, g.int(1)], types, DataType.int32, [-1])
}

/** √ of the sum of all squares. */
function normOf(g: GraphBuilder, gradients: readonly Tensor[]): Tensor {
  const halves = gradients.map((gradient) => g.one('L2Loss', [gradient], { T: { type: DataType.float32 } }, DataType.float32, []))
  const sum = g.one('AddN', halves, { T: { type: DataType.float32 }, N: { int: halves.length } }, DataType.float32, [])
  return g.one('Sqrt', [g.binary('Mul', sum, g.float(2))], { T: { type: DataType.float32 } }, DataType.float32, [])
}

function zeros(g: GraphBuilder, dims: readonly number[]): Tensor {
  return g.one('Fill', [g.ints(dims), g.float(0)], { T: { type: DataType.float32 }, index_type: { type: DataType.int32 } }, DataType.float32, dims)
}
