import type { WeightsMatch } from '../graph/matching'
import type { ExpectedWeight } from '../graph/weights'
import { headOf } from './groups'
import { layerOf } from './layerOf'
import type { Plan } from './plan'

/**
 * The layers that can rest while the head learns: all with something to learn that were taken whole, but the head. Where everything under the first step of
 * their names is among them, that step stands for them: features for features.0, features.1, …
 */
export function restingBody(expected: readonly ExpectedWeight[], { left }: Pick<WeightsMatch, 'left'>): string[] {
  const learning = new Set(expected.filter(({ role }) => role !== 'statistic').map(({ name }) => layerOf(name)))
  const random = new Set(left.map(({ name }) => layerOf(name)))
  const head = headOf(expected)
  const rests = (layer: string) => layer !== head && !random.has(layer)
  const stepOf = (layer: string) => layer.split('.')[0]!
  const whole = (step: string) => [...learning].every((layer) => stepOf(layer) !== step || rests(layer))
  return [...new Set([...learning].filter(rests).map((layer) => (whole(stepOf(layer)) ? stepOf(layer) : layer)))]
}

/** What the rate of all but the head is multiplied by where the body is only to be adjusted. */
export const SLOW = 0.1
const bodyGroups = ['body', 'normalisation', 'bias'] as const

/** Whether all but the head learns at the lower rate. */
export function isSlow({ groups }: Pick<Plan, 'groups'>): boolean {
  return bodyGroups.every((name) => groups[name].rate === SLOW)
}

/** The groups with a lower rate for all but the head, or with the same rate for all. */
export function withBodyRate({ groups }: Pick<Plan, 'groups'>, rate: number): Plan['groups'] {
  return { ...groups, ...Object.fromEntries(bodyGroups.map((name) => [name, { ...groups[name], rate }])) }
}
