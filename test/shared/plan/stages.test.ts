import { describe, expect, it } from 'vitest'
import type { Graph } from '#shared/graph/document'
import { defaultChoice } from '#shared/plan/choice'
import { refusePlan } from '#shared/plan/fits'
import { optimizers } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { stageOf, stagesFrom, stagesOf, throughout } from '#shared/plan/stages'
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
    expect(() => refusePlan(graph, planned({ layers: ['block'], from: 1, to: 0 }))).toThrow('The plan freezes block, but no layer of the network with anything to learn is called so.')
    expect(() => refusePlan(graph, planned({ layers: ['flatten'], from: 1, to: 0 }))).toThrow('The plan freezes flatten')
    expect(() => refusePlan(graph, planned({ layers: ['block1', 'block10'], from: 1, to: 0 }, { layers: ['out'], from: 4, to: 4 }))).toThrow('In epoch 4 every layer of the network is frozen')
    expect(() => refusePlan(graph, planned({ layers: ['block1', 'block10'], from: 1, to: 0 }))).not.toThrow()
  })
})

describe('pictures that are shrunk', () => {
  const sized = (...sizes: Plan['sizes']): Plan => ({ ...defaultPlan, sizes })
  const sizesOf = (plan: Plan, epochs: number) => Array.from({ length: epochs }, (_, epoch) => stageOf(plan, epoch).size)
  const small = { height: 4, width: 6 }
  const smaller = { height: 3, width: 3 }

  it('are of the size that the last line for their epoch says, and whole where none does', () => {
    const plan = sized({ size: [4, 6], from: 2, to: 4 }, { size: [3, 3], from: 3, to: 3 })
    expect(sizesOf(plan, 5)).toEqual([undefined, small, smaller, small, undefined])
    expect(sizesOf(sized({ size: [3, 3], from: 2, to: 0 }), 3)).toEqual([undefined, smaller, smaller])
  })

  it('make a kind of step for each size, and for each together with what rests', () => {
    expect(stagesOf(sized({ size: [4, 6], from: 2, to: 3 })).map(({ epoch }) => epoch)).toEqual([0, 1])
    const both = { ...sized({ size: [4, 6], from: 1, to: 2 }), freeze: [{ layers: ['out'], from: 2, to: 3 }] }
    expect(stagesOf(both).map(({ epoch, size }) => [epoch, size])).toEqual([[0, small], [1, small], [2, undefined], [3, undefined]])
  })

  const ends: Parameters<typeof chain>[1] = [['pool', 'globalAveragePool'], ['flatten', 'flatten'], ['out', 'dense', { units: 3 }]]
  const pooled = chain('pooled', [
    ['input', 'input', { channels: 3, height: 8, width: 8 }], ['conv', 'conv2d', { filters: 4 }], ['pool1', 'maxPool'], ['pool2', 'maxPool'], ...ends,
  ])
  const residual: Graph = {
    ...pooled,
    nodes: chain('', [['input', 'input', { channels: 3, height: 8, width: 8 }], ['down', 'maxPool'], ['up', 'upsample'], ['sum', 'add'], ...ends]).nodes,
    edges: [['input', 'down', 0], ['down', 'up', 0], ['up', 'sum', 0], ['input', 'sum', 1], ['sum', 'pool', 0], ['pool', 'flatten', 0], ['flatten', 'out', 0]]
      .map(([from, to, port]) => ({ from: from as string, to: to as string, port: port as number })),
  }

  it('are refused where they would be larger, name the layer where nothing is left, does not fit, or has weights for one size', () => {
    const refuse = (network: Graph, height: number, width: number) => () => refusePlan(network, sized({ size: [height, width], from: 2, to: 2 }))
    expect(refuse(pooled, 5, 4)).not.toThrow()
    expect(refuse(pooled, 8, 9)).toThrow('The plan shrinks pictures to 8 × 9, but the network takes pictures of 8 × 8.')
    expect(refuse(pooled, 3, 8)).toThrow('The plan shrinks pictures to 3 × 8, and at that size nothing is left of them at pool2.')
    expect(refuse(residual, 6, 6)).not.toThrow()
    expect(refuse(residual, 5, 6)).toThrow('The plan shrinks pictures to 5 × 6, and at that size sum does not fit what comes before it.')
    expect(refuse(graph, 4, 4)).toThrow('The plan shrinks pictures to 4 × 4, but out has its weights for one size of the map before it alone.')
  })
})

it('Muon is refused for a network without matrices but the last', () => {
  const plan: Plan = { ...defaultPlan, optimizer: defaultChoice(optimizers, 'muon') }
  expect(() => refusePlan(matrixless, plan)).toThrow('Muon moves the filters and matrices of all layers but the last, and this network has none.')
  expect(() => refusePlan(graph, plan)).not.toThrow()
})

describe('the epochs of a plan', () => {
  const plan: Plan = { ...defaultPlan, epochs: 9, freeze: [{ layers: ['out'], from: 3, to: 5 }], sizes: [{ size: [4, 4], from: 1, to: 3 }, { size: [4, 4], from: 20, to: 0 }] }

  it('are counted by stage, from one on to the last', () => {
    const counted = (first: number) => stagesFrom(plan, first).map(({ stage: { epoch }, epochs }) => [epoch, epochs])
    expect(counted(0)).toEqual([[0, 2], [2, 1], [3, 2], [5, 4]])
    expect(counted(4)).toEqual([[4, 1], [5, 4]])
    expect(counted(9)).toEqual([])
  })

  it('can all be as one of them is', () => {
    const alike = throughout(plan, 2)
    expect(stagesOf(alike)).toHaveLength(1)
    expect([0, 2, 30].map((epoch) => stageOf(alike, epoch).key)).toEqual(new Array(3).fill(stageOf(plan, 2).key))
    expect(throughout(plan, 7)).toMatchObject({ freeze: [], sizes: [] })
  })
})
