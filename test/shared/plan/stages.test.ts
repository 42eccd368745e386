import { describe, expect, it } from 'vitest'
import { defaultChoice } from '#shared/plan/choice'
import { refusePlan } from '#shared/plan/fits'
import { optimizers } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { stageOf, stagesOf } from '#shared/plan/stages'
import { chain } from '#shared/presets/chain'

const graph = chain('small', [
  ['input', 'input', { channels: 3, height: 8, width: 8 }],
  ['block1.conv', 'conv2d', { filters: 4 }], ['block1.norm', 'batchNorm'], ['block10.conv', 'conv2d', { filters: 4 }], ['flatten', 'flatten'], ['out', 'dense', { units: 3 }],
])
const matrixless = chain('linear', [['input', 'input', { channels: 3, height: 8, width: 8 }], ['flatten', 'flatten'], ['out', 'dense', { units: 3 }]])
const planned = (...freeze: Plan['freeze']): Plan => ({ ...defaultPlan, freeze })
const tensors = ['block1.conv.weight', 'block1.norm.bias', 'block10.conv.weight', 'out.bias']
const resting = (plan: Plan, epoch: number) => tensors.filter((tensor) => stageOf(plan, epoch).rests(tensor))

describe('layers at rest', () => {
  it('are those of the name, or whose names begin with it up to a dot', () => {
    expect(resting(planned({ layers: ['block1'], from: 1, to: 0 }), 0)).toEqual(['block1.conv.weight', 'block1.norm.bias'])
    expect(resting(planned({ layers: ['block1.conv', 'out'], from: 1, to: 0 }), 0)).toEqual(['block1.conv.weight', 'out.bias'])
  })

  it('rest from the first to the last epoch that the plan says, counted from 1', () => {
    const plan = planned({ layers: ['out'], from: 2, to: 3 }, { layers: ['block1'], from: 3, to: 0 })
    expect([0, 1, 2, 3, 9].map((epoch) => resting(plan, epoch).length)).toEqual([0, 1, 3, 2, 2])
  })

  it('make as many kinds of steps as a run can come to, however long it is', () => {
    expect(stagesOf(defaultPlan).map(({ epoch }) => epoch)).toEqual([0])
    expect(stagesOf(planned({ layers: ['out'], from: 2, to: 3 }, { layers: ['block1'], from: 3, to: 0 })).map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3])
    expect(stagesOf(planned({ layers: ['out'], from: 1, to: 0 })).map(({ epoch }) => epoch)).toEqual([0])
    expect(stagesOf(planned({ layers: ['out'], from: 3, to: 3 })).map(({ epoch }) => epoch), 'the end is like the beginning').toEqual([0, 2])
  })

  it('are refused where no layer that learns is called so, and where nothing would learn', () => {
    expect(() => refusePlan(graph, planned({ layers: ['block'], from: 1, to: 0 }))).toThrow('The plan lets block rest, but no layer of the network with anything to learn is called so.')
    expect(() => refusePlan(graph, planned({ layers: ['flatten'], from: 1, to: 0 }))).toThrow('The plan lets flatten rest')
    expect(() => refusePlan(graph, planned({ layers: ['block1', 'block10'], from: 1, to: 0 }, { layers: ['out'], from: 4, to: 4 }))).toThrow('In epoch 4 every layer of the network rests')
    expect(() => refusePlan(graph, planned({ layers: ['block1', 'block10'], from: 1, to: 0 }))).not.toThrow()
  })
})

it('Muon is refused for a network without matrices but the last', () => {
  const plan: Plan = { ...defaultPlan, optimizer: defaultChoice(optimizers, 'muon') }
  expect(() => refusePlan(matrixless, plan)).toThrow('Muon moves the filters and matrices of all layers but the last, and this network has none.')
  expect(() => refusePlan(graph, plan)).not.toThrow()
})
