import type { Graph } from '#shared/graph/document'
import { factsOf, type GraphFacts } from '#shared/graph/facts'
import { readGraph } from '#shared/graph/read'
import { expectedWeights } from '#shared/graph/weights'
import type { Plan } from '#shared/plan/plan'
import type { Extent } from '#shared/plan/sizes'
import type { ImageFacts } from '../engine'
import { DataType } from './binding'
import { GraphBuilder, type Tensor } from './graphdef'
import { correct, crossEntropy, largest } from './loss'
import type { Context } from './ops/op'
import { Parameters, writeGroups, type WriteGroup } from './parameters'
import { castOp, Trace } from './trace'
import { trainingNodes, type Walk } from './training'

/** The names by which a step feeds and fetches. */
export const feeds = {
  /** Bytes of pictures, or instead `input`: what the network gets. */
  images: 'images',
  input: 'input',
  /** Class indices and distributions, added up: one of the two says nothing, indices by -1, distributions by a row of zeros. */
  labels: 'labels',
  distribution: 'distribution',
  seed: 'seed',
} as const
/** The names by which a step is fed its pictures where the plan shrinks them to a size, or where it does not. */
export function pictureFeeds(size?: Extent): { images: string; input: string } {
  return size ? { images: `${feeds.images}/${size.height}x${size.width}`, input: `${feeds.input}/${size.height}x${size.width}` } : feeds
}
export const fetches = {
  evaluationLoss: 'evaluate/loss',
  evaluationCorrect: 'evaluate/correct',
  logits: 'evaluate/logits',
  probabilities: 'evaluate/probabilities',
  stateCleared: 'clear/state',
  weightsTrained: 'train/weights',
} as const

/** A network and a plan as one TensorFlow graph that trains, evaluates, and takes and gives weights. */
export interface Compiled {
  readonly graph: GraphBuilder
  readonly facts: GraphFacts
  /** What evaluation uses: the weights that are trained, or where the plan has one, their moving average. */
  readonly weights: readonly WriteGroup[]
  /** What the optimizer remembers, and where `weights` are an average, what is trained. */
  readonly state: readonly WriteGroup[]
}

/** What compiling asks of the engine and the machine. */
export type Here = Pick<Context, 'hasWholeGradients' | 'rules'>

/** Makes the graph: for training a walk over the network with its way back for each size of pictures, for evaluation one in the network's own, all on the same variables. */
export function compileGraph(graph: Graph, plan: Plan, images: ImageFacts, here: Here): Compiled {
  const facts = factsOf(graph)
  const g = new GraphBuilder()
  const input = pictureNodes(g, facts.input, images)
  const [channels] = facts.input as [number]
  const { indices, labels, distribution } = labelNodes(g, facts.classes)
  const seed = g.placeholder(feeds.seed, DataType.int32, [2])
  const expected = expectedWeights(graph)
  const parameters = new Parameters(g, expected, 'weight')
  const averages = plan.average > 0 ? new Parameters(g, expected, 'average') : undefined
  const compute = plan.precision === 'bfloat16' ? DataType.bfloat16 : DataType.float32

  const walk = (training: boolean, weights: Parameters, pictures: Tensor): Walk => {
    const trace = new Trace({ g, training, compute, seed, batch: plan.batch, ...here }, weights, pictures)
    const outputs = readGraph(facts.placed, (node) => trace.opsOf(node))
    return { trace, logits: trace.keep(castOp(g, outputs.get(facts.logits)!, DataType.float32)) }
  }
  const slots = trainingNodes(g, plan, {
    expected, parameters, averages, indices, labels, distribution, classWeights: images.classWeights, compute,
    inputOf: (size) => (size ? pictureNodes(g, [channels, size.height, size.width], { ...images, ...size }, size) : input),
    walk: (pictures) => walk(true, parameters, pictures),
  })

  const evaluation = walk(false, averages ?? parameters, input)
  g.named(fetches.evaluationLoss, g.reduce('Mean', crossEntropy(g, evaluation.logits, distribution).perPicture, [0]))
  g.named(fetches.evaluationCorrect, correct(g, evaluation.logits, labels))
  g.named(fetches.logits, evaluation.logits)
  g.named(fetches.probabilities, g.one('Softmax', [evaluation.logits], { T: { type: DataType.float32 } }, DataType.float32, evaluation.logits.dims))

  g.signal(fetches.stateCleared, slots.map((slot) => g.assign(slot, zeros(g, slot.value.dims))))
  const state = [...slots]
  if (averages) {
    g.signal(fetches.weightsTrained, parameters.all().map((parameter) => g.assign(parameter, averages.of(parameter.name).value)))
    state.push(...parameters.all().map((parameter) => ({ ...parameter, name: `${parameter.name}.trained` })))
  }
  return { graph: g, facts, weights: writeGroups(g, 'weights', (averages ?? parameters).all()), state: writeGroups(g, 'state', state) }
}

/** The network's input, which can be fed itself or as bytes, by the names of pictureFeeds. */
function pictureNodes(g: GraphBuilder, shape: readonly number[], images: ImageFacts, size?: Extent): Tensor {
  const names = pictureFeeds(size)
  return g.replaceable(names.input, normalised(g, shape, images, names.images))
}

/** Bytes to the network's input: resized when the pictures are of another size (bilinear, half-pixel centres), then normalised. */
export function normalised(g: GraphBuilder, [channels, height, width]: readonly number[], images: ImageFacts, name: string = feeds.images): Tensor {
  const bytes = g.placeholder(name, DataType.uint8, [-1, images.height, images.width, images.channels])
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
export function labelNodes(g: GraphBuilder, classes: number): { indices: Tensor; labels: Tensor; distribution: Tensor } {
  const indices = g.placeholder(feeds.labels, DataType.int32, [-1])
  const oneHot = g.one('OneHot', [indices, g.int(classes), g.float(1), g.float(0)],
    { T: { type: DataType.float32 }, TI: { type: DataType.int32 }, axis: { int: -1 } }, DataType.float32, [-1, classes])
  const distribution = g.binary('AddV2', oneHot, g.placeholder(feeds.distribution, DataType.float32, [-1, classes]))
  return { indices, distribution, labels: largest(g, distribution) }
}

function zeros(g: GraphBuilder, dims: readonly number[]): Tensor {
  return g.one('Fill', [g.ints(dims), g.float(0)], { T: { type: DataType.float32 }, index_type: { type: DataType.int32 } }, DataType.float32, dims)
}
