import { mixOf } from '#shared/augment/mixing'
import { initialWeight } from '#shared/plan/initialisers'
import type { Graph } from '#shared/graph/document'
import { expectedWeights } from '#shared/graph/weights'
import type { Plan } from '#shared/plan/plan'
import type { Extent } from '#shared/plan/sizes'
import { stageOf, stagesOf } from '#shared/plan/stages'
import type { Batch, ImageFacts, Program, StepControl, StepResult, Weights } from '../engine'
import type { Binding } from './binding'
import { compileGraph, feeds, fetches, type Compiled } from './compile'
import { hasWholeGradients } from './gradients'
import { mixFeeds } from './mixing'
import { TensorFlowNetwork } from './network'
import type { Chosen } from './ops/convolution/rules'
import type { Feed } from './session'
import { stageFetches, stepScalars } from './training'

/** A compiled network and plan in a session of its own. */
export class TensorFlowProgram extends TensorFlowNetwork implements Program {
  private readonly state: Compiled['state']
  private readonly stages: ReturnType<typeof stagesOf>

  constructor(
    binding: Binding,
    graph: Graph,
    private readonly plan: Plan,
    images: ImageFacts,
    rules: Chosen,
  ) {
    const compiled = compileGraph(graph, plan, images, { hasWholeGradients: () => hasWholeGradients(binding), rules })
    super(binding, compiled, images)
    this.state = compiled.state
    this.stages = stagesOf(plan)
    const expected = expectedWeights(graph)
    const places = new Map(expected.map(({ name }, place) => [name, place]))
    this.write(compiled.weights, ({ name, shape }) => ({ shape, data: initialWeight(expected, places.get(name)!, plan) }))
    this.trainWeights()
    this.session.run({}, [fetches.stateCleared])
  }

  step(batch: Batch, control: StepControl): StepResult {
    const { key, size } = stageOf(this.plan, control.epoch ?? 0)
    const names = stageFetches(this.stages.findIndex((stage) => stage.key === key))
    const wanted = [names.loss, names.correct, ...(control.gradientNorm ? [names.gradientNorm] : [])]
    const scalars = Object.entries(stepScalars(this.plan, control)).map(([name, value]) => [name, { dims: [], data: Float32Array.of(value) }] as const)
    const [loss, correct, norm] = this.session.run({
      ...this.feed(batch.images, batch.count, size),
      ...this.feedLabels(batch),
      ...this.feedMix(control.step, size),
      ...Object.fromEntries(scalars),
      [feeds.seed]: { dims: [2], data: Int32Array.of(this.plan.seed, control.step) },
    }, wanted)
    return { loss: loss![0]!, correct: correct![0]!, ...(norm && { gradientNorm: norm[0]! }) }
  }

  override writeWeights(weights: Weights): void {
    super.writeWeights(weights)
    this.trainWeights()
  }
  readState(): Weights {
    return this.read(this.state)
  }
  writeState(state: Weights): void {
    this.replace(this.state, state)
  }

  /** Where an average was written, what is trained begins as it. */
  private trainWeights(): void {
    if (this.plan.average > 0) this.session.run({}, [fetches.weightsTrained])
  }

  /** How this step's batch is mixed, where the plan mixes. */
  private feedMix(step: number, size: Extent | undefined): Record<string, Feed> {
    const { mixing, seed } = this.plan
    if (mixing.kind === 'none') return {}
    const [, ownHeight, ownWidth] = this.facts.input as [number, number, number]
    const { height, width } = size ?? { height: ownHeight, width: ownWidth }
    const { share, shares } = mixOf(mixing, { height, width }, seed, step)
    return { [mixFeeds.share]: { dims: [], data: Float32Array.of(share) }, [mixFeeds.shares]: { dims: [height, width, 1], data: shares } }
  }
}
