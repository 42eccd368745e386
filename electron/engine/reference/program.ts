import * as tf from '@tensorflow/tfjs-core'
import { mixOf } from '#shared/augment/mixing'
import { random } from '#shared/base/random'
import type { Graph } from '#shared/graph/document'
import { factsOf, type GraphFacts } from '#shared/graph/facts'
import { readGraph } from '#shared/graph/read'
import { checkWeights, expectedWeights, type ExpectedWeight } from '#shared/graph/weights'
import { initialWeights } from '#shared/plan/initialisers'
import { slotsOf } from '#shared/plan/optimizers'
import { moversOf } from '#shared/plan/groups'
import type { Plan } from '#shared/plan/plan'
import type { Extent } from '#shared/plan/sizes'
import { stageOf, stagesOf } from '#shared/plan/stages'
import type { Batch, Evaluation, ImageFacts, Program, StepControl, StepResult, Weights } from '../engine'
import { referenceOps, type Pass } from './ops'
import { moveParameter } from './optimizer'

/** A network and a plan on tfjs-core, with the start values of the plan's seed. */
export function compile(graph: Graph, plan: Plan, pictures: ImageFacts): Program {
  const facts = factsOf(graph)
  const expected = expectedWeights(graph)
  const movers = moversOf(plan, expected)
  const stages = stagesOf(plan)
  const learned = expected.filter(({ name }) => movers.has(name) && stages.some((stage) => !stage.rests(name)))
  const tensors = variables(expected)
  const parameters = new Map(learned.map(({ name }) => [name, tensors.get(name)!]))
  const slotNames = slotsOf(plan.optimizer)
  const remembered = learned.flatMap((weight) => slotNames.map((slot) => ({ ...weight, name: `${weight.name}.${slot}` })))
  const slots = variables(remembered)
  // Where the plan has a moving average, it is what is evaluated and given as the weights; what is trained then belongs to the state.
  const averages = plan.average > 0 ? variables(expected) : undefined
  const used = averages ?? tensors
  const trained = averages ? expected.map((weight) => ({ ...weight, name: `${weight.name}.trained` })) : []
  const state = new Map([...slots, ...trained.map(({ name }, i) => [name, tensors.get(expected[i]!.name)!] as const)])
  const places = new Map(facts.placed.map(({ node }, place) => [node.id, place]))

  const network = (images: tf.Tensor4D, training?: Pass['training']): tf.Tensor2D => {
    const pass: Pass = training ? { images, tensors, training } : { images, tensors: used }
    return readGraph(facts.placed, (node) => referenceOps(node, pass)).get(facts.logits) as tf.Tensor2D
  }

  const stageImages = ({ images, count }: Batch, size: Extent | undefined): tf.Tensor4D =>
    size ? imagesOf(images, count, { input: [facts.input[0]!, size.height, size.width] }, { ...pictures, ...size }) : imagesOf(images, count, facts, pictures)

  const program: Program = {
    step: (batch: Batch, { learningRate, step, epoch = 0, gradientNorm }: StepControl) =>
      freeing((): StepResult => {
        const stage = stageOf(plan, epoch)
        const moving = learned.filter(({ name }) => !stage.rests(name))
        const { images, labels } = mixed(stageImages(batch, stage.size), labelsOf(batch, facts.classes), plan, step)
        let correct = 0
        const { value, grads } = tf.variableGrads(() => {
          const logits = network(images, { random: (node) => random(plan.seed, step, places.get(node.id)!) })
          correct = correctOf(logits, labels)
          return weightedLoss(logits, smoothed(labels, plan.labelSmoothing), pictures.classWeights, plan.mixing.kind === 'none' ? batch : undefined)
        }, moving.map(({ name }) => parameters.get(name)!))
        const gradients = new Map(moving.map(({ name }) => [name, grads[parameters.get(name)!.name]!]))
        const norm = normOf([...gradients.values()])
        const share = plan.clip > 0 ? Math.min(1, plan.clip / (norm + 1e-6)) : 1
        for (const { name } of moving) {
          const { group, decay } = movers.get(name)!
          moveParameter({ ...plan.optimizer, weightDecay: decay }, {
            parameter: parameters.get(name)!,
            group,
            gradient: tf.mul(gradients.get(name)!, share),
            slots: slotNames.map((slot) => slots.get(`${name}.${slot}`)!),
            learningRate: learningRate * plan.groups[group].rate,
            step,
          })
        }
        // The average begins as the first step leaves the weights.
        const kept = step === 0 ? 0 : plan.average
        for (const [name, average] of averages ?? []) average.assign(tf.add(tf.mul(average, kept), tf.mul(tensors.get(name)!, 1 - kept)))
        const result = { loss: scalar(value), correct }
        return gradientNorm ? { ...result, gradientNorm: norm } : result
      }),
    evaluate: (batch: Batch) =>
      freeing((): Evaluation => {
        const logits = network(imagesOf(batch.images, batch.count, facts, pictures))
        const labels = labelsOf(batch, facts.classes)
        return { loss: scalar(lossOf(logits, labels)), correct: correctOf(logits, labels), logits: valuesOf(logits) }
      }),
    predict: (images, count) => freeing(() => valuesOf(tf.softmax(network(imagesOf(images, count, facts, pictures))))),
    readWeights: () => read(used),
    writeWeights(weights) {
      checkWeights(expected, weights)
      write(tensors, weights)
      if (averages) write(averages, weights)
    },
    readState: () => read(state),
    writeState(given) {
      checkWeights([...remembered, ...trained], given)
      write(state, given)
    },
    dispose: () => tf.dispose([...tensors.values(), ...slots.values(), ...(averages?.values() ?? [])]),
  }
  program.writeWeights(initialWeights(graph, plan))
  return program
}

/** The network's input, [count, height, width, channels]: floats as they are, bytes normalised and brought to the network's size. */
export function imagesOf(images: Uint8Array | Float32Array, count: number, { input }: Pick<GraphFacts, 'input'>, pictures: ImageFacts): tf.Tensor4D {
  const [channels, height, width] = input as readonly [number, number, number]
  if (images instanceof Float32Array) return tf.tensor4d(images, [count, height, width, channels])
  const bytes = tf.cast(tf.tensor4d(images, [count, pictures.height, pictures.width, pictures.channels], 'int32'), 'float32')
  const normalised = tf.div(tf.sub(tf.div(bytes, 255), [...pictures.mean]), [...pictures.deviation]) as tf.Tensor4D
  if (pictures.height === height && pictures.width === width) return normalised
  return tf.image.resizeBilinear(normalised, [height, width], false, true)
}

/** Distributions, [count, classes]: an index is all on one class. */
function labelsOf({ labels, count }: Batch, classes: number): tf.Tensor2D {
  return labels instanceof Float32Array
    ? tf.tensor2d(labels, [count, classes])
    : (tf.oneHot(tf.tensor1d(labels, 'int32'), classes, 1, 0, 'float32') as tf.Tensor2D)
}

/** Each picture and its label mixed with the one before it, the first with the last, where the plan mixes. */
function mixed(images: tf.Tensor4D, labels: tf.Tensor2D, { mixing, seed }: Plan, step: number): { images: tf.Tensor4D; labels: tf.Tensor2D } {
  if (mixing.kind === 'none') return { images, labels }
  const [height, width] = [images.shape[1], images.shape[2]]
  const { share, shares } = mixOf(mixing, { height, width }, seed, step)
  const withOther = <T extends tf.Tensor>(x: T, own: tf.Tensor): T => {
    const last = x.shape[0]! - 1
    const other = tf.concat([tf.slice(x, last, 1), tf.slice(x, 0, last)], 0)
    return tf.add(tf.mul(x, own), tf.mul(other, tf.sub(1, own)))
  }
  return { images: withOther(images, tf.tensor3d(shares, [height, width, 1])), labels: withOther(labels, tf.scalar(share)) }
}

/** The loss with what each class counts for: over the sum of the classes' weights of a batch that has them, else over the number of pictures. */
function weightedLoss(logits: tf.Tensor2D, labels: tf.Tensor2D, weights: readonly number[] | undefined, batch: Batch | undefined): tf.Scalar {
  if (!weights) return lossOf(logits, labels)
  const indices = batch?.labels instanceof Int32Array ? batch.labels : undefined
  const total = indices ? indices.reduce((sum, label) => sum + weights[label]!, 0) : logits.shape[0]
  return tf.div(tf.neg(tf.sum(tf.mul(tf.mul(labels, [...weights]), tf.logSoftmax(logits)))), total)
}

/** A share of each label spread evenly over the classes. */
function smoothed(labels: tf.Tensor2D, share: number): tf.Tensor2D {
  return tf.add(tf.mul(labels, 1 - share), share / labels.shape[1])
}

/** Mean over the batch of -Σ label · ln(softmax(logits)). */
function lossOf(logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), 1)))
}

function correctOf(logits: tf.Tensor2D, labels: tf.Tensor2D): number {
  return scalar(tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), tf.argMax(labels, 1)), 'int32')))
}

function normOf(gradients: readonly tf.Tensor[]): number {
  return Math.sqrt(gradients.reduce((sum, gradient) => sum + scalar(tf.sum(tf.square(gradient))), 0))
}

/** Zeros of the given shapes, by name. */
function variables(weights: readonly ExpectedWeight[]): Map<string, tf.Variable> {
  return new Map(weights.map(({ name, shape, role }) => [name, tf.variable(tf.zeros([...shape]), role !== 'statistic')]))
}

function read(tensors: ReadonlyMap<string, tf.Variable>): Weights {
  return new Map([...tensors].map(([name, tensor]) => [name, { shape: tensor.shape, data: valuesOf(tensor) }]))
}

function write(tensors: ReadonlyMap<string, tf.Variable>, weights: Weights): void {
  freeing(() => {
    // A copy, because the backend keeps the array that it is given.
    for (const [name, tensor] of tensors) tensor.assign(tf.tensor(weights.get(name)!.data.slice(), tensor.shape))
  })
}

/** A copy of a tensor's values, because the backend may hand out its own array. */
export function valuesOf(tensor: tf.Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync())
}

function scalar(tensor: tf.Tensor): number {
  return tensor.dataSync()[0]!
}

/** Computes plain data and frees every tensor that was made on the way. */
export function freeing<T>(compute: () => T): T {
  tf.engine().startScope()
  try {
    return compute()
  } finally {
    tf.engine().endScope()
  }
}
