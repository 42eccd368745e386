import { checkWeights } from '#shared/graph/weights'
import type { GraphFacts } from '#shared/graph/facts'
import type { Extent } from '#shared/plan/sizes'
import { sizeOf } from '#shared/ops/ops'
import type { Batch, Evaluation, ImageFacts, Network, Weight, Weights } from '../engine'
import type { Binding } from './binding'
import { feeds, fetches, pictureFeeds } from './compile'
import type { GraphBuilder } from './graphdef'
import { fromInside, toInside, type Kept, type WriteGroup } from './parameters'
import { Session, type Feed } from './session'

/** A graph that evaluates, and the variables that it evaluates with. */
interface Evaluating {
  readonly graph: GraphBuilder
  readonly facts: GraphFacts
  readonly weights: readonly WriteGroup[]
}

/** A compiled network in a session of its own: what a program that trains and one that answers have in common. */
export abstract class TensorFlowNetwork implements Network {
  protected readonly session: Session
  protected readonly facts: GraphFacts
  private readonly weights: readonly WriteGroup[]

  constructor(
    binding: Binding,
    { graph, facts, weights }: Evaluating,
    protected readonly images: ImageFacts,
  ) {
    this.session = new Session(binding, graph)
    this.facts = facts
    this.weights = weights
  }

  evaluate(batch: Batch): Evaluation {
    const [loss, correct, logits] = this.session.run({ ...this.feed(batch.images, batch.count), ...this.feedLabels(batch) },
      [fetches.evaluationLoss, fetches.evaluationCorrect, fetches.logits])
    return { loss: loss![0]!, correct: correct![0]!, logits: logits as Float32Array }
  }

  predict(images: Uint8Array | Float32Array, count: number): Float32Array {
    return this.session.run(this.feed(images, count), [fetches.probabilities])[0] as Float32Array
  }

  readWeights(): Weights {
    return this.read(this.weights)
  }
  writeWeights(weights: Weights): void {
    this.replace(this.weights, weights)
  }

  /** Milliseconds spent inside TensorFlow so far. */
  get nativeMilliseconds(): number {
    return this.session.nativeMilliseconds
  }

  dispose(): void {
    this.session.close()
  }

  protected read(groups: readonly WriteGroup[]): Map<string, Weight> {
    const kept = groups.flatMap((group) => group.kept)
    // Plain SGD remembers nothing, and TensorFlow refuses to run for nothing.
    if (!kept.length) return new Map()
    const values = this.session.run({}, kept.map(({ value }) => value.ref))
    return new Map(kept.map(({ name, shape }, i) => [name, fromInside(shape, values[i] as Float32Array)]))
  }

  /** All or nothing: what does not fit is refused before anything is written. */
  protected replace(groups: readonly WriteGroup[], weights: Weights): void {
    checkWeights(groups.flatMap(({ kept }) => kept), weights)
    this.write(groups, ({ name }) => weights.get(name)!)
  }

  protected write(groups: readonly WriteGroup[], valueOf: (kept: Kept) => Weight): void {
    for (const { kept, done } of groups) this.session.run(Object.fromEntries(kept.map((each) => [each.feed, toInside(valueOf(each))])), [done])
  }

  /** Pictures of a size of the plan's, or of that in which they come. A tensor of the wrong size would end the process inside TensorFlow, so sizes are checked here. */
  protected feed(images: Uint8Array | Float32Array, count: number, size?: Extent): Record<string, Feed> {
    const [channels, height, width] = this.facts.input as [number, number, number]
    const bytes = images instanceof Uint8Array
    const came = size ?? this.images
    const own = size ?? { height, width }
    const dims = bytes ? [count, came.height, came.width, this.images.channels] : [count, own.height, own.width, channels]
    expectLength('pictures', images.length, sizeOf(dims))
    const names = pictureFeeds(size)
    if (bytes) return { [names.images]: { dims, data: images } }
    // No bytes, but fed: the optimiser rewrites x + x of the pictures so that it waits for them.
    const none = { dims: [0, came.height, came.width, this.images.channels], data: new Uint8Array(0) }
    return { [names.input]: { dims, data: images }, [names.images]: none }
  }

  protected feedLabels({ labels, count }: Batch): Record<string, Feed> {
    const { classes } = this.facts
    if (labels instanceof Float32Array) {
      expectLength('label distributions', labels.length, count * classes)
      return { [feeds.labels]: { dims: [count], data: new Int32Array(count).fill(-1) }, [feeds.distribution]: { dims: [count, classes], data: labels } }
    }
    expectLength('labels', labels.length, count)
    const outside = labels.find((label) => label < 0 || label >= classes)
    if (outside !== undefined) throw new RangeError(`A label is ${outside}, but the network has ${classes} classes.`)
    return { [feeds.labels]: { dims: [count], data: labels }, [feeds.distribution]: { dims: [1, classes], data: new Float32Array(classes) } }
  }
}

/** Throws RangeError where lengths differ, or there is nothing. */
export function expectLength(what: string, have: number, need: number): void {
  if (have !== need || need === 0) throw new RangeError(`The batch's ${what} are ${have} numbers, not ${need}.`)
}
