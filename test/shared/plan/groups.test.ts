import { describe, expect, it } from 'vitest'
import { expectedWeights } from '#shared/graph/weights'
import { moversOf } from '#shared/plan/groups'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'

const graph = chain('small', [
  ['input', 'input', { channels: 3, height: 8, width: 8 }],
  ['conv', 'conv2d', { filters: 4 }], ['norm', 'batchNorm'], ['relu', 'relu'], ['flatten', 'flatten'],
  ['hidden', 'dense', { units: 6 }], ['relu2', 'relu'], ['out', 'dense', { units: 3 }],
])
const movers = (plan: Partial<Plan>) => moversOf({ ...defaultPlan, ...plan }, expectedWeights(graph))

describe('the groups of parameters', () => {
  it('are the last layer with a kernel, normalisation, the other biases, and the other kernels', () => {
    expect([...movers({})].map(([name, { group }]) => `${name}: ${group}`)).toEqual([
      'conv.weight: body', 'conv.bias: bias', 'norm.weight: normalisation', 'norm.bias: normalisation',
      'hidden.weight: body', 'hidden.bias: bias', 'out.weight: head', 'out.bias: head',
    ])
  })

  it("multiply the optimizer's weight decay, where a parameter decays at all", () => {
    const groups = { ...defaultPlan.groups, head: { rate: 1, decay: 4 }, bias: { rate: 1, decay: 3 } }
    const of = (plan: Partial<Plan>) => Object.fromEntries([...movers({ ...plan, optimizer: { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0.5 } })].map(([name, { decay }]) => [name, decay]))
    expect(of({ groups })).toMatchObject({ 'conv.weight': 0.5, 'conv.bias': 1.5, 'norm.bias': 0.5, 'out.weight': 2, 'out.bias': 2 })
    expect(of({ groups, decays: 'kernels' })).toMatchObject({ 'conv.weight': 0.5, 'conv.bias': 0, 'norm.bias': 0, 'out.weight': 2, 'out.bias': 0 })
  })
})
