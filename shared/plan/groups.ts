import { number, type Fields } from '../base/fields'
import type { Choices } from './choice'
import type { ExpectedWeight } from '../graph/weights'
import { layerOf } from './layerOf'
import { decaysRole, type Plan } from './plan'

/** What a plan says of each group. */
const fields = {
  rate: number(1, { label: 'Rate', help: 'What the learning rate is multiplied by for this group', min: 0, max: 1e9 }),
  decay: number(1, { label: 'Decay', help: 'What the weight decay is multiplied by for this group', min: 0, max: 1e9 }),
} satisfies Fields

/** The groups of parameters that a plan can move in ways of their own. Each parameter belongs to one: the head before the roles. */
export const groups = {
  body: { label: 'Body', help: 'Filters and matrices of all layers but the last that has some', fields },
  head: { label: 'Head', help: 'The last layer with filters or a matrix, with its bias', fields },
  normalisation: { label: 'Normalisation', help: 'Scales and shifts of the normalising layers', fields },
  bias: { label: 'Biases', help: 'Biases of all layers but the head', fields },
} satisfies Choices
export type GroupName = keyof typeof groups

/** How one parameter moves: its group, and the weight decay that it has after all. */
export interface Mover {
  readonly group: GroupName
  readonly decay: number
}

/** The layer that is the head: the last with a kernel; empty where none has. */
export function headOf(expected: readonly ExpectedWeight[]): string {
  return layerOf(expected.findLast(({ role }) => role === 'kernel')?.name ?? '')
}

/** How each learned parameter of a network moves by this plan, by name. */
export function moversOf(plan: Plan, expected: readonly ExpectedWeight[]): ReadonlyMap<string, Mover> {
  const head = headOf(expected)
  return new Map(expected.flatMap(({ name, role }): [string, Mover][] => {
    if (role === 'statistic') return []
    const group = layerOf(name) === head ? 'head' : role === 'kernel' ? 'body' : role === 'bias' ? 'bias' : 'normalisation'
    return [[name, { group, decay: decaysRole(plan, role) ? plan.optimizer.weightDecay * plan.groups[group].decay : 0 }]]
  }))
}
