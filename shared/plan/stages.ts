import { layerOf } from './layerOf'
import type { Plan } from './plan'

/** Layers at rest over some epochs, as a plan says it. */
type Freeze = Plan['freeze'][number]

/** Epochs in which a step is the same kind of step: the same layers rest. */
export interface Stage {
  /** Equal for equal stages. */
  readonly key: string
  /** The first epoch that is like this, from 0. */
  readonly epoch: number
  /** Whether the parameters of the tensor's layer rest: they do not move, and their gradients are not computed. Running statistics go on. */
  rests(tensor: string): boolean
}

/** The stage of an epoch, which counts from 0. */
export function stageOf({ freeze }: Plan, epoch: number): Stage {
  const resting = freeze.filter(({ from, to }) => epoch + 1 >= from && (to === 0 || epoch + 1 <= to))
  return {
    key: JSON.stringify(resting.map(({ layers }) => layers)),
    epoch,
    rests: (tensor) => resting.some((each) => names(each, layerOf(tensor))),
  }
}

/** Every kind of stage that a run by this plan can come to, however many epochs it has, in the order of the first epochs. */
export function stagesOf(plan: Plan): Stage[] {
  const changes = plan.freeze.flatMap(({ from, to }) => [from - 1, to])
  const stages = new Map<string, Stage>()
  for (const epoch of [0, ...changes].sort((a, b) => a - b)) {
    const stage = stageOf(plan, epoch)
    if (!stages.has(stage.key)) stages.set(stage.key, stage)
  }
  return [...stages.values()]
}

/** Whether a line of the plan names this layer: by its name, or by the beginning of it up to a dot. */
export function names({ layers }: Pick<Freeze, 'layers'>, layer: string): boolean {
  return layers.some((name) => layer === name || layer.startsWith(`${name}.`))
}
