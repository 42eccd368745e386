import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import type { Plan } from '#shared/plan/plan'
import { stageOf, stagesFrom, type Stage } from '#shared/plan/stages'

/** A kind of step, by its key; `pixels` of a picture tell how long one takes beside the others, until one was seen. */
export interface StepKind {
  readonly key: string
  readonly pixels: number
}

/** The kinds of steps that a network is trained by. */
export class StepKinds {
  private readonly ownPixels: number

  constructor(graph: Graph) {
    const [, height, width] = factsOf(graph).input as [number, number, number]
    this.ownPixels = height * width
  }

  /** In this epoch, which counts from 0. */
  of(plan: Plan, epoch: number): StepKind {
    return this.ofStage(stageOf(plan, epoch))
  }

  /** The steps that are still to come after this many of an epoch, of so many in each. */
  left(plan: Plan, epoch: number, done: number, inEpoch: number): { readonly kind: StepKind; readonly steps: number }[] {
    const later = stagesFrom(plan, epoch + 1).map(({ stage, epochs }) => ({ kind: this.ofStage(stage), steps: epochs * inEpoch }))
    return [{ kind: this.of(plan, epoch), steps: inEpoch - done }, ...later]
  }

  private ofStage({ key, size }: Stage): StepKind {
    return { key, pixels: size ? size.height * size.width : this.ownPixels }
  }
}
