import { moversOf, type GroupName } from '#shared/plan/groups'
import type { Plan } from '#shared/plan/plan'
import type { Extent } from '#shared/plan/sizes'
import { stagesOf } from '#shared/plan/stages'
import type { ExpectedWeight } from '#shared/graph/weights'
import type { StepControl } from '../engine'
import { DataType } from './binding'
import type { GraphBuilder, Tensor } from './graphdef'
import { correct, largest, trainingLoss } from './loss'
import { mixedWithTheOneBefore } from './mixing'
import { normOf } from './norm'
import { optimizerRule, slotVariables, type Scalars } from './optimizers'
import type { Kept, Parameters } from './parameters'
import type { Trace } from './trace'

/** A walk over the network. */
export interface Walk {
  readonly trace: Trace
  readonly logits: Tensor
}

/** What training is made of. */
interface Subject {
  readonly expected: readonly ExpectedWeight[]
  readonly parameters: Parameters
  readonly averages: Parameters | undefined
  readonly indices: Tensor
  readonly labels: Tensor
  readonly distribution: Tensor
  readonly classWeights: readonly number[] | undefined
  readonly compute: DataType
  /** The network's input in this size, or in its own. */
  inputOf(size?: Extent): Tensor
  walk(pictures: Tensor): Walk
}

/** The names that a step of this stage fetches; its place is that in stagesOf. */
export function stageFetches(place: number): { loss: string; correct: string; gradientNorm: string } {
  return { loss: `train${place}/loss`, correct: `train${place}/correct`, gradientNorm: `train${place}/gradientNorm` }
}

/** The numbers that a step is fed, by their names, besides its pictures. */
export function stepScalars({ optimizer, groups, average }: Plan, control: StepControl): Readonly<Record<string, number>> {
  const rule = optimizerRule(optimizer)
  const ofGroups = (Object.keys(groups) as GroupName[]).map((group) => {
    const scalars = rule.scalars(optimizer, { ...control, learningRate: control.learningRate * groups[group].rate })
    return Object.fromEntries(Object.entries(scalars).map(([name, value]) => [`${group}/${name}`, value]))
  })
  // The average begins as the first step leaves the weights, as PyTorch's AveragedModel does.
  const averageShare = control.step === 0 ? 1 : 1 - average
  return Object.assign({}, ...ofGroups, average > 0 && { averageShare }) as Record<string, number>
}

/** Adds what a step of each stage of the plan fetches; gives what the optimizer remembers. A stage leaves its resting layers' updates out, so that nobody needs their gradients. */
export function trainingNodes(g: GraphBuilder, plan: Plan, subject: Subject): readonly Kept[] {
  const { parameters, averages } = subject
  const passOf = passes(g, plan, subject)
  const scalars: Scalars = Object.fromEntries(Object.keys(stepScalars(plan, { learningRate: 0, step: 0 })).map((name) => [name, g.placeholder(name, DataType.float32, [])]))
  const movers = moversOf(plan, subject.expected)
  const stages = stagesOf(plan)
  const learned = parameters.all().filter(({ name }) => movers.has(name) && stages.some((stage) => !stage.rests(name)))
  const slots = new Map(learned.map((parameter, i) => [parameter.name, slotVariables(g, plan, parameter, i)]))

  stages.forEach((stage, place) => {
    const { loss, hits, found, statistics } = passOf(stage.size)
    const moving = learned.filter(({ name }) => !stage.rests(name))
    const norm = normOf(g, moving.map(({ value }) => found.get(value)!))
    const scale = clipping(g, norm, plan.clip)
    const updates = [...statistics, ...moving.flatMap((parameter) => {
      const gradient = found.get(parameter.value)!
      const { group, decay } = movers.get(parameter.name)!
      const update = { parameter, gradient: scale ? g.binary('Mul', gradient, scale) : gradient, group, decay, slots: slots.get(parameter.name)!, compute: subject.compute }
      return optimizerRule(plan.optimizer).update(g, plan.optimizer, update, scalarsOf(scalars, group))
    })]
    if (averages) updates.push(...average(g, averages, parameters, updates, scalars.averageShare!))
    const names = stageFetches(place)
    g.named(names.loss, loss, updates)
    g.named(names.correct, hits, updates)
    g.named(names.gradientNorm, norm, updates)
  })
  return [...slots.values()].flat()
}

/** The network's way there and back for pictures of one size. */
interface Pass {
  readonly loss: Tensor
  readonly hits: Tensor
  /** Gradients, by the tensors that they are the gradients by. */
  readonly found: ReadonlyMap<Tensor, Tensor>
  /** Names of the nodes that move the running statistics. */
  readonly statistics: readonly string[]
}

/** The pass of each size, made when it is first asked for. */
function passes(g: GraphBuilder, plan: Plan, subject: Subject): (size: Extent | undefined) => Pass {
  const { parameters, indices, labels, distribution, classWeights } = subject
  const mix = plan.mixing.kind === 'none' ? undefined : mixedWithTheOneBefore(g)
  const learnt = mix ? mix.labels(distribution) : distribution
  // PyTorch divides by the weights of class indices, and by the number of pictures where labels are distributions, as mixed ones are.
  const weighing = classWeights && { weights: classWeights, ...(!mix && { indices }) }
  const targets = smoothed(g, learnt, plan.labelSmoothing)
  const made = new Map<string, Pass>()
  return (size) => {
    const key = JSON.stringify([size])
    const known = made.get(key)
    if (known) return known
    const input = subject.inputOf(size)
    const { trace, logits } = subject.walk(mix ? mix.pictures(input) : input)
    const { loss, dLogits } = trainingLoss(g, logits, targets, weighing)
    const found = trace.gradients(logits, dLogits)
    const hits = correct(g, logits, mix ? largest(g, learnt) : labels)
    const statistics = trace.moved.map(({ running, change }) =>
      g.effect('AssignSubVariableOp', [parameters.all().find(({ value }) => value === running)!.handle, change], { dtype: { type: DataType.float32 } }))
    const pass = { loss, hits, found, statistics }
    made.set(key, pass)
    return pass
  }
}

/** The scalars of one group, by the names that the optimizer gave them. */
function scalarsOf(scalars: Scalars, group: GroupName): Scalars {
  return Object.fromEntries(Object.entries(scalars).filter(([name]) => name.startsWith(`${group}/`)).map(([name, value]) => [name.slice(group.length + 1), value]))
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
