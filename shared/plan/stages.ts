import { layerOf } from './layerOf'
import type { Plan } from './plan'
import type { Extent } from './sizes'

/** Layers at rest over some epochs, as a plan says it. */
type Freeze = Plan['freeze'][number]

/** Epochs in which a step is the same kind of step: the same layers rest, and pictures have the same size. */
export interface Stage {
  /** Equal for equal stages. */
  readonly key: string
  /** The first epoch that is like this, from 0. */
  readonly epoch: number
  /** The size to which pictures are shrunk; absent where they come in the network's own. */
  readonly size?: Extent
  /** Whether the parameters of the tensor's layer rest: they do not move, and their gradients are not computed. Running statistics go on. */
  rests(tensor: string): boolean
}

/** The stage of an epoch, which counts from 0. */
export function stageOf({ freeze, sizes }: Pick<Plan, 'freeze' | 'sizes'>, epoch: number): Stage {
  const resting = freeze.filter((each) => covers(each, epoch))
  const size = sizeAt(sizes, epoch)
  return {
    key: JSON.stringify([resting.map(({ layers }) => layers), size]),
    epoch,
    ...(size && { size }),
    rests: (tensor) => resting.some((each) => names(each, layerOf(tensor))),
  }
}

/** Every kind of stage that a run by this plan can come to, however many epochs it has, in the order of the first epochs. */
export function stagesOf(plan: Plan): Stage[] {
  const stages = new Map<string, Stage>()
  for (const epoch of [0, ...changesOf(plan)]) {
    const stage = stageOf(plan, epoch)
    if (!stages.has(stage.key)) stages.set(stage.key, stage)
  }
  return [...stages.values()]
}

/** Of the epochs of this plan from one on, which counts from 0: how many each stage has. */
export function stagesFrom(plan: Plan, first: number): { readonly stage: Stage; readonly epochs: number }[] {
  const found = new Map<string, { stage: Stage; epochs: number }>()
  const begins = [first, ...changesOf(plan).filter((epoch) => epoch > first && epoch < plan.epochs)]
  begins.forEach((begin, i) => {
    const epochs = Math.max(0, (begins[i + 1] ?? plan.epochs) - begin)
    const stage = stageOf(plan, begin)
    const known = found.get(stage.key)
    if (known) known.epochs += epochs
    else if (epochs > 0) found.set(stage.key, { stage, epochs })
  })
  return [...found.values()]
}

/** The plan with all epochs alike: the stage of this one, which counts from 0, lasts throughout. */
export function throughout(plan: Plan, epoch: number): Plan {
  const always = <L extends { readonly from: number; readonly to: number }>(line: L): L => ({ ...line, from: 1, to: 0 })
  return { ...plan, freeze: plan.freeze.filter((line) => covers(line, epoch)).map(always), sizes: plan.sizes.filter((line) => covers(line, epoch)).map(always) }
}

/** The size to which the pictures of an epoch, which counts from 0, are shrunk; undefined where they are not. */
export function sizeAt(sizes: Plan['sizes'], epoch: number): Extent | undefined {
  const line = sizes.findLast((each) => covers(each, epoch))
  return line && { height: line.size[0], width: line.size[1] }
}

/** Whether a line of the plan names this layer: by its name, or by the beginning of it up to a dot. */
export function names({ layers }: Pick<Freeze, 'layers'>, layer: string): boolean {
  return layers.some((name) => layer === name || layer.startsWith(`${name}.`))
}

/** The epochs, from 0, before which something in a plan begins or ends, in order. */
function changesOf({ freeze, sizes }: Plan): number[] {
  return [...freeze, ...sizes].flatMap(({ from, to }) => [from - 1, to]).sort((a, b) => a - b)
}

function covers({ from, to }: { readonly from: number; readonly to: number }, epoch: number): boolean {
  return epoch + 1 >= from && (to === 0 || epoch + 1 <= to)
}
