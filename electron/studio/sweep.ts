import { faultIn } from '#shared/base/fault'
import { problem } from '#shared/base/problem'
import { random } from '#shared/base/random'
import { planSchema, type Plan } from '#shared/plan/plan'
import * as v from 'valibot'

/** A setting of the plan by its path, such as optimizer.weightDecay, and what is tried for it. */
export interface Axis {
  readonly setting: string
  readonly values: readonly (number | string | boolean)[]
}

/** More runs than these would not end. */
const MOST_RUNS = 1000

/** The plans of a sweep, each with words that say what is its own: the whole grid, or so many different draws from it. Throws settingUnknown, settingRefused and sweepTooLarge. */
export function sweptPlans(plan: Plan, axes: readonly Axis[], draws?: number): { plan: Plan; words: string }[] {
  const size = axes.reduce((product, { values }) => product * values.length, 1)
  const wanted = Math.min(draws ?? size, size)
  if (wanted > MOST_RUNS) throw problem('sweepTooLarge', { runs: wanted, most: MOST_RUNS })
  const places = draws === undefined ? Array.from({ length: size }, (_, place) => place) : drawn(size, wanted, plan.seed)
  return places.map((place) => {
    let rest = place
    let swept: unknown = plan
    const words: string[] = []
    for (const { setting, values } of axes) {
      const value = values[rest % values.length]!
      rest = Math.floor(rest / values.length)
      swept = withSetting(swept, setting.split('.'), value, setting)
      words.push(`${setting} ${value}`)
    }
    const parsed = v.safeParse(planSchema, swept)
    if (!parsed.success) throw problem('settingRefused', { setting: words.join(', '), reason: faultIn(parsed.issues[0]) })
    return { plan: parsed.output, words: words.join(', ') }
  })
}

/** So many different numbers below `size`, in an order that follows from the seed. */
function drawn(size: number, count: number, seed: number): number[] {
  const source = random(seed)
  const places = new Set<number>()
  while (places.size < count) places.add(source.below(size))
  return [...places]
}

/** A copy with one setting changed, which must be there already and be no group of settings. */
function withSetting(values: unknown, [field, ...rest]: readonly string[], value: unknown, setting: string): unknown {
  if (field === undefined) {
    if (typeof values === 'object') throw problem('settingUnknown', { setting })
    return value
  }
  if (typeof values !== 'object' || values === null || !Object.hasOwn(values, field)) throw problem('settingUnknown', { setting })
  return { ...values, [field]: withSetting((values as Record<string, unknown>)[field], rest, value, setting) }
}
