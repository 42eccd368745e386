import { mixOf } from '#shared/augment/mixing'
import { sizeOf } from '#shared/ops/ops'
import { initialWeight } from '#shared/plan/initialisers'
import type { Graph } from '#shared/graph/document'
import { checkWeights, expectedWeights } from '#shared/graph/weights'
import type { Plan } from '#shared/plan/plan'
import type { Batch, Evaluation, ImageFacts, Program, StepControl, StepResult, Weight, Weights } from '../engine'
import type { Binding } from './binding'
import { compileGraph, feeds, fetches, stepScalars, type Compiled } from './compile'
import { hasWholeGradients } from './gradients'
import { mixFeeds } from './mixing'
import { fromInside, toInside, type Kept, type WriteGroup } from './parameters'
import { Session, type Feed } from './session'

/** A compiled network in a session of its own. */
export class TensorFlowProgram implements Program {
  private readonly compiled: Compiled
  private readonly session: Session

  constructor(
    binding: Binding,
    graph: Graph,
    private readonly plan: Plan,
    private readonly images: ImageFacts,
  ) {
    this.compiled = compileGraph(graph, plan, images, () => hasWholeGradients(binding))
    this.session = new Session(binding, this.compiled.graph)
    const expected = expectedWeights(graph)
    const places = new Map(expected.map(({ name }, place) => [name, place]))
    this.write(this.compiled.weights, ({ name, shape }) => ({ shape, data: initialWeight(expected, places.get(name)!, plan) }))
    this.trainWeights()
    this.session.run({}, [fetches.stateCleared])
  }

  step(batch: Batch, control: StepControl): StepResult {
    const wanted = [fetches.loss, fetches.correct, ...(control.gradientNorm ? [fetches.gradientNorm] : [])]
    const scalars = Object.entries(stepScalars(this.plan, control)).map(([name, value]) => [name, { dims: [], data: Float32Array.of(value) }] as const)
    const [loss, correct, norm] = this.session.run({
      ...this.feed(batch.images, batch.count),
      ...this.feedLabels(batch),
      ...this.feedMix(control.step),
      ...Object.fromEntries(scalars),
      [feeds.seed]: { dims: [2], data: Int32Array.of(this.plan.seed, control.step) },
    }, wanted)
    return { loss: loss![0]!, correct: correct![0]!, ...(norm && { gradientNorm: norm[0]! }) }
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
    return this.read(this.compiled.weights)
  }
  writeWeights(weights: Weights): void {
    this.replace(this.compiled.weights, weights)
    this.trainWeights()
  }
  readState(): Weights {
    return this.read(this.compiled.state)
  }
  writeState(state: Weights): void {
    this.replace(this.compiled.state, state)
  }

  /** Milliseconds spent inside TensorFlow so far. */
  get nativeMilliseconds(): number {
    return this.session.nativeMilliseconds
  }

  dispose(): void {
    this.session.close()
  }

  /** Where an average was written, what is trained begins as it. */
  private trainWeights(): void {
    if (this.plan.average > 0) this.session.run({}, [fetches.weightsTrained])
  }

  private read(groups: readonly WriteGroup[]): Map<string, Weight> {
    const kept = groups.flatMap((group) => group.kept)
    // Plain SGD remembers nothing, and TensorFlow refuses to run for nothing.
    if (!kept.length) return new Map()
    const values = this.session.run({}, kept.map(({ value }) => value.ref))
    return new Map(kept.map(({ name, shape }, i) => [name, fromInside(shape, values[i] as Float32Array)]))
  }

  /** All or nothing: what does not fit is refused before anything is written. */
  private replace(groups: readonly WriteGroup[], weights: Weights): void {
    checkWeights(groups.flatMap(({ kept }) => kept), weights)
    this.write(groups, ({ name }) => weights.get(name)!)
  }

  private write(groups: readonly WriteGroup[], valueOf: (kept: Kept) => Weight): void {
    for (const { kept, done } of groups) this.session.run(Object.fromEntries(kept.map((each) => [each.feed, toInside(valueOf(each))])), [done])
  }

  /** A tensor of the wrong size would end the process inside TensorFlow, so sizes are checked here. */
  private feed(images: Uint8Array | Float32Array, count: number): Record<string, Feed> {
    const [channels, height, width] = this.compiled.facts.input as [number, number, number]
    const bytes = images instanceof Uint8Array
    const dims = bytes ? [count, this.images.height, this.images.width, this.images.channels] : [count, height, width, channels]
    expectLength('pictures', images.length, sizeOf(dims))
    if (bytes) return { [feeds.images]: { dims, data: images } }
    // No bytes, but fed: the optimiser rewrites x + x of the pictures so that it waits for them.
    const none = { dims: [0, this.images.height, this.images.width, this.images.channels], data: new Uint8Array(0) }
    return { [feeds.input]: { dims, data: images }, [feeds.images]: none }
  }

  /** How this step's batch is mixed, where the plan mixes. */
  private feedMix(step: number): Record<string, Feed> {
    const { mixing, seed } = this.plan
    if (mixing.kind === 'none') return {}
    const [, height, width] = this.compiled.facts.input as [number, number, number]
    const { share, shares } = mixOf(mixing, { height, width }, seed, step)
    return { [mixFeeds.share]: { dims: [], data: Float32Array.of(share) }, [mixFeeds.shares]: { dims: [height, width, 1], data: shares } }
  }

  private feedLabels({ labels, count }: Batch): Record<string, Feed> {
    const { classes } = this.compiled.facts
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

function expectLength(what: string, have: number, need: number): void {
  if (have !== need || need === 0) throw new RangeError(`The batch's ${what} are ${have} numbers, not ${need}.`)
}
