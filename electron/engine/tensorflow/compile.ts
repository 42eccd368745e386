import type { Graph } from '#shared/graph/document'
import { factsOf, type GraphFacts } from '#shared/graph/facts'
import { readGraph } from '#shared/graph/read'
import { expectedWeights } from '#shared/graph/weights'
import { decaysRole, type Plan } from '#shared/plan/plan'
import type { ImageFacts, StepControl } from '../engine'
import { DataType } from './binding'
import { GraphBuilder, type Tensor } from './graphdef'
import { optimizerRule, slotVariables, type Scalars } from './optimizers'
import { crossEntropy, largest, trainingLoss } from './loss'
import { mixedWithTheOneBefore } from './mixing'
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

/** The numbers that a step is fed, by their names, besides its pictures. */
export function stepScalars({ optimizer, average }: Plan, control: StepControl): Readonly<Record<string, number>> {
  // The average begins as the first step leaves the weights, as PyTorch's AveragedModel does.
  const averageShare = control.step === 0 ? 1 : 1 - average
  return { ...optimizerRule(optimizer).scalars(optimizer, control), ...(average > 0 && { averageShare }) }
}

/** Makes the graph: one walk over the network with its way back for training, one for evaluation, on the same variables. */
export function compileGraph(graph: Graph, plan: Plan, images: ImageFacts, hasWholeGradients: () => boolean): Compiled {
  const facts = factsOf(graph)
  const g = new GraphBuilder()
  const input = g.replaceable(feeds.input, normalised(g, facts.input, images))
  const { indices, labels, distribution } = labelNodes(g, facts.classes)
  const seed = g.placeholder(feeds.seed, DataType.int32, [2])
  const expected = expectedWeights(graph)
  const parameters = new Parameters(g, expected, 'weight')
  const averages = plan.average > 0 ? new Parameters(g, expected, 'average') : undefined
  const compute = plan.precision === 'bfloat16' ? DataType.bfloat16 : DataType.float32

  const walk = (training: boolean, weights: Parameters, pictures: Tensor) => {
    const trace = new Trace({ g, training, compute, seed, hasWholeGradients }, weights, pictures)
    const outputs = readGraph(facts.placed, (node) => trace.opsOf(node))
    return { trace, logits: trace.keep(castOp(g, outputs.get(facts.logits)!, DataType.float32)) }
  }

  const mix = plan.mixing.kind === 'none' ? undefined : mixedWithTheOneBefore(g, facts.input)
  const training = walk(true, parameters, mix ? mix.pictures(input) : input)
  const learnt = mix ? mix.labels(distribution) : distribution
  // PyTorch divides by the weights of class indices, and by the number of pictures where labels are distributions, as mixed ones are.
  const weighing = images.classWeights && { weights: images.classWeights, ...(!mix && { indices }) }
  const { loss, dLogits } = trainingLoss(g, training.logits, smoothed(g, learnt, plan.labelSmoothing), weighing)
  const found = training.trace.gradients(training.logits, dLogits)
  const learned = parameters.all().filter(({ value }) => found.has(value))
  const norm = normOf(g, learned.map(({ value }) => found.get(value)!))
  const scale = clipping(g, norm, plan.clip)
  const scalars: Scalars = Object.fromEntries(Object.keys(stepScalars(plan, { learningRate: 0, step: 0 })).map((name) => [name, g.placeholder(name, DataType.float32, [])]))
  const roles = new Map(expected.map(({ name, role }) => [name, role]))
  const state: Kept[] = []
  const updates = training.trace.moved.map(({ running, change }) =>
    g.effect('AssignSubVariableOp', [parameters.all().find(({ value }) => value === running)!.handle, change], { dtype: { type: DataType.float32 } }))
  learned.forEach((parameter, i) => {
    const slots = slotVariables(g, plan, parameter, i)
    state.push(...slots)
    const gradient = found.get(parameter.value)!
    const decay = decaysRole(plan, roles.get(parameter.name)!) ? plan.optimizer.weightDecay : 0
    const update = { parameter, gradient: scale ? g.binary('Mul', gradient, scale) : gradient, decay, slots }
    updates.push(...optimizerRule(plan.optimizer).update(g, plan.optimizer, update, scalars))
  })
  if (averages) updates.push(...average(g, averages, parameters, updates, scalars.averageShare!))
  g.named(fetches.loss, loss, updates)
  g.named(fetches.correct, correct(g, training.logits, mix ? largest(g, learnt) : labels), updates)
  g.named(fetches.gradientNorm, norm, updates)

  const evaluation = walk(false, averages ?? parameters, input)
  g.named(fetches.evaluationLoss, g.reduce('Mean', crossEntropy(g, evaluation.logits, distribution).perPicture, [0]))
  g.named(fetches.evaluationCorrect, correct(g, evaluation.logits, labels))
  g.named(fetches.logits, evaluation.logits)
  g.named(fetches.probabilities, g.one('Softmax', [evaluation.logits], { T: { type: DataType.float32 } }, DataType.float32, evaluation.logits.dims))

  g.signal(fetches.stateCleared, state.map((slot) => g.assign(slot, zeros(g, slot.value.dims))))
  if (averages) {
    g.signal(fetches.weightsTrained, parameters.all().map((parameter) => g.assign(parameter, averages.of(parameter.name).value)))
    state.push(...parameters.all().map((parameter) => ({ ...parameter, name: `${parameter.name}.trained` })))
  }
  return { graph: g, facts, weights: writeGroups(g, 'weights', (averages ?? parameters).all()), state: writeGroups(g, 'state', state) }
}

/** Moves each average by this share of its way to what the updates have made of the weight; gives the names of the nodes. */
function average(g: GraphBuilder, averages: Parameters, parameters: Parameters, updates: readonly string[], share: Tensor): string[] {
  const moved = g.effect('NoOp', [], {}, updates)
  return averages.all().map(({ name, handle, value }) => {
    const behind = g.binary('Sub', value, g.reread(parameters.of(name), [moved]))
    return g.effect('AssignSubVariableOp', [handle, g.binary('Mul', behind, share)], { dtype: { type: DataType.float32 } })
  })
}

/** A share of each distribution spread evenly over the classes. */
function smoothed(g: GraphBuilder, distribution: Tensor, share: number): Tensor {
  if (share === 0) return distribution
  return g.binary('AddV2', g.binary('Mul', distribution, g.float(1 - share)), g.float(share / distribution.dims[1]!))
}

/** What to multiply gradients of this norm by, min(1, limit / (norm + 1e-6)) as PyTorch's clip_grad_norm_; nothing without a limit. */
function clipping(g: GraphBuilder, norm: Tensor, limit: number): Tensor | undefined {
  if (limit === 0) return undefined
  const share = g.binary('RealDiv', g.float(limit), g.binary('AddV2', norm, g.float(1e-6)))
  return g.one('Minimum', [share, g.float(1)], { T: { type: DataType.float32 } }, DataType.float32, [])
}

/** Bytes to the network's input: resized when the pictures are of another size (bilinear, half-pixel centres), then normalised. */
export function normalised(g: GraphBuilder, [channels, height, width]: readonly number[], images: ImageFacts): Tensor {
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
export function labelNodes(g: GraphBuilder, classes: number): { indices: Tensor; labels: Tensor; distribution: Tensor } {
  const indices = g.placeholder(feeds.labels, DataType.int32, [-1])
  const oneHot = g.one('OneHot', [indices, g.int(classes), g.float(1), g.float(0)],
    { T: { type: DataType.float32 }, TI: { type: DataType.int32 }, axis: { int: -1 } }, DataType.float32, [-1, classes])
  const distribution = g.binary('AddV2', oneHot, g.placeholder(feeds.distribution, DataType.float32, [-1, classes]))
  return { indices, distribution, labels: largest(g, distribution) }
}

export function correct(g: GraphBuilder, logits: Tensor, labels: Tensor): Tensor {
  const hits = g.one('Equal', [largest(g, logits), labels], { T: { type: DataType.int32 } }, DataType.bool, [-1])
  return g.reduce('Sum', g.cast(hits, DataType.int32), [0])
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
