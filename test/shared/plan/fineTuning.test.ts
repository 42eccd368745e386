import { describe, expect, it } from 'vitest'
import type { Graph } from '#shared/graph/document'
import { matchWeights } from '#shared/graph/matching'
import { expectedWeights } from '#shared/graph/weights'
import { isSlow, restingBody, SLOW, withBodyRate } from '#shared/plan/fineTuning'
import { refusePlan } from '#shared/plan/fits'
import { defaultPlan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'

/** The layers of a network that can rest when it starts from another's weights, but for those tensors that the file lacks. */
function resting(graph: Graph, other: Graph, without: readonly string[] = []): string[] {
  const expected = expectedWeights(graph)
  const given = new Map(expectedWeights(other).filter(({ name }) => !without.includes(name)).map(({ name, shape }) => [name, { shape }]))
  return restingBody(expected, matchWeights(expected, given))
}

describe('while the head learns alone', () => {
  const { build } = presets['vgg16-bn']

  it('all else rests, under the first step of its names where that says as much', () => {
    for (const classes of [10, 100]) expect(resting(build(32, 10), build(32, classes))).toEqual(['features', 'classifier.0', 'classifier.3'])
    expect(resting(presets['lenet-5'].build(32, 10), presets['lenet-5'].build(32, 3)).length).toBeGreaterThan(0)
    expect(() => refusePlan(build(32, 10), { ...defaultPlan, freeze: [{ layers: resting(build(32, 10), build(32, 3)), from: 1, to: 2 }] })).not.toThrow()
  })

  it('layers learn that the file had nothing for, even in part', () => {
    const found = resting(build(32, 10), build(32, 10), ['features.1.running_mean'])
    expect(found).not.toContain('features')
    expect(found).not.toContain('features.1')
    expect(found).toContain('features.0')
    expect(found).toContain('features.4')
    expect(resting(presets.blank.build(32, 10), presets.blank.build(32, 10))).toEqual([])
  })
})

it('a lower rate for the body is one for all groups but the head, and their decay stays', () => {
  const plan = { ...defaultPlan, groups: { ...defaultPlan.groups, bias: { rate: 1, decay: 0 }, head: { rate: 3, decay: 1 } } }
  const groups = withBodyRate(plan, SLOW)
  expect(groups).toEqual({ body: { rate: 0.1, decay: 1 }, normalisation: { rate: 0.1, decay: 1 }, bias: { rate: 0.1, decay: 0 }, head: { rate: 3, decay: 1 } })
  expect([isSlow(plan), isSlow({ groups })]).toEqual([false, true])
  expect(withBodyRate({ groups }, 1)).toEqual(plan.groups)
})
