import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phrase, spoken } from '#shared/base/phrase'
import { line } from '#shared/base/problem'
import { zhCN } from '#shared/base/zhCN'
import { check, type CheckContext } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { apply, applyAll } from '#shared/graph/edits'
import { chain, type Link } from '#shared/presets/chain'
import { presets } from '#shared/presets/index'
import { documents, editOf, graphOf, wishes } from '../../helpers/documents'
import { graphs } from '../../helpers/graphs'
import { latinIn } from '../../helpers/latin'

const input: Link = ['in', 'input', { height: 8, width: 8 }]
const sound = (...links: Link[]) => chain('net', [input, ...links, ['flat', 'flatten'], ['fc', 'dense', { units: 10 }]])
const codes = (graph: Graph, context?: CheckContext) => check(graph, context).problems.map(({ code, node }) => (node === undefined ? code : `${code} ${node}`))

describe('the check of a network', () => {
  it('finds nothing wrong with the presets, and says what they cost', () => {
    for (const preset of Object.values(presets)) expect(check(preset.build(preset.size, 10), { classes: 10, channels: 3 }).problems).toEqual([])
    expect(check(presets['vgg16-bn'].build(32, 10))).toMatchObject({ sound: true, classes: 10, input: [3, 32, 32], logits: 'classifier.6', total: { parameters: 15_253_578 } })
  })

  it('finds every problem at once, each on its layer', () => {
    const graph = sound(['conv', 'conv2d', { filters: 0, kernel: [1e9, 1], colour: 'red' }], ['pool', 'maxPool', { stride: '2' }])
    expect(codes(graph)).toEqual(['badParameter conv', 'badParameter conv', 'badParameter conv', 'badParameter pool'])
    expect(check(graph).problems.map(({ sentence }) => sentence)).toEqual([
      'conv: the setting filters must be at least 1.',
      'conv: the setting kernel must be at most 31.',
      'conv: the setting colour is not a setting of this kind.',
      'pool: the setting stride must be two whole numbers.',
    ])
  })

  it.each<[string, Graph, string[]]>([
    ['after a layer whose shape is not known', sound(['conv', 'conv2d', { filters: 0 }], ['late', 'relu'], ['wide', 'maxPool', { kernel: [9, 9] }]), ['badParameter conv']],
    ['after a kind that is not known', graphOf([['in', 'input'], ['new', 'attention'], ['late', 'relu'], ['fc', 'dense']], 'in>new', 'new>late', 'late>fc'), ['unknownKind new']],
    ['after a circle', graphOf([['in', 'input'], ['a', 'add'], ['b', 'relu'], ['flat', 'flatten'], ['fc', 'dense']], 'in>a', 'a>b', 'b>a.1', 'b>flat', 'flat>fc'), ['cyclic a']],
    ['in a part that is connected to nothing', graphOf([['in', 'input'], ['flat', 'flatten'], ['fc', 'dense'], ['a', 'add'], ['b', 'conv2d']], 'in>flat', 'flat>fc', 'a>b'), ['unconnected a']],
    ['after the input itself', chain('net', [['in', 'input', { height: 0 }], ['fc', 'dense']]), ['badParameter in']],
  ])('invents no problems %s', (_what, graph, expected) => {
    expect(codes(graph)).toEqual(expected)
  })

  it.each<[string, Graph, string[], CheckContext?]>([
    ['a classifier of another number of classes', sound(), ['classesDiffer fc'], { classes: 7 }],
    ['pictures of channels that nothing makes of them', chain('net', [['in', 'input', { channels: 4 }], ['flat', 'flatten'], ['fc', 'dense']]), ['channelsDiffer in'], { channels: 3 }],
    ['grey pictures where colour could be', sound(), ['greyRepeated in'], { channels: 1 }],
    ['pictures in colour where grey goes in', chain('net', [['in', 'input', { channels: 1 }], ['flat', 'flatten'], ['fc', 'dense']]), ['colourTurnedGrey in'], { channels: 3 }],
    ['an empty output', sound(['conv', 'conv2d', { kernel: [9, 9], padding: 'valid' }]), ['mapTooSmall conv']],
    ['sizes that cannot be added', graphOf([['in', 'input'], ['a', 'maxPool'], ['sum', 'add'], ['flat', 'flatten'], ['fc', 'dense']], 'in>a', 'a>sum', 'in>sum.1', 'sum>flat', 'flat>fc'), ['shapesDiffer sum']],
    ['a linear layer on a map', chain('net', [input, ['fc', 'dense', { units: 10 }]]), ['needsVector fc']],
    ['two linear layers in a row', sound(['flat0', 'flatten'], ['hidden', 'dense'], ['drop', 'dropout']), ['activationMissing fc']],
    ['too little memory', presets['vgg16-bn'].build(32, 10), ['memoryTooSmall'], { batch: 4096, memoryBytes: 1e9 }],
    ['an end that gives no classes', chain('net', [input, ['conv', 'conv2d']]), ['outputNotVector conv'], { classes: 5 }],
    ['an input alone', chain('net', [input]), ['outputNotVector in', 'nothingToLearn']],
    ['nothing at all', graphOf([]), ['oneInput']],
    ['nothing that learns', chain('net', [input, ['flat', 'flatten']]), ['nothingToLearn']],
    ['two layers of one name', { ...sound(['a', 'relu']), nodes: sound(['a', 'relu']).nodes.map((node) => (node.id === 'a' ? { ...node, name: 'fc' } : node)) }, ['duplicateName fc']],
    ['a layer without a name', { ...sound(), nodes: sound().nodes.map((node) => (node.id === 'fc' ? { ...node, name: ' ' } : node)) }, ['nameMissing fc']],
    ['a connection to nowhere', { ...sound(), edges: [...sound().edges, { from: 'fc', to: 'ghost', port: 0 }] }, ['danglingEdge fc']],
    ['an input twice fed and one that is not there', graphOf([['in', 'input'], ['sum', 'add'], ['flat', 'flatten'], ['fc', 'dense']], 'in>sum', 'in>sum.2', 'sum>flat', 'flat>fc'), ['portsUnclear sum']],
    ['a layer without input', graphOf([['in', 'input'], ['a', 'relu'], ['sum', 'add'], ['flat', 'flatten'], ['fc', 'dense']], 'in>sum', 'a>sum.1', 'sum>flat', 'flat>fc'), ['inputsMissing a']],
    ['a softmax in the middle', sound(['flat0', 'flatten'], ['soft', 'softmax']), ['softmaxInside soft']],
    ['weights beyond any tensor', sound(['a', 'conv2d', { filters: 16384 }], ['b', 'conv2d', { filters: 16384, kernel: [31, 31] }], ['p', 'maxPool']), ['layerTooLarge b']],
  ])('finds %s, and says so in Chinese', (_what, graph, expected, context) => {
    expect(codes(graph, context)).toEqual(expected)
    const names = new Set([...graph.nodes.flatMap(({ id, name, kind }) => [id, name, kind]), ...graph.edges.flatMap(({ from, to }) => [from, to])])
    for (const problem of check(graph, context).problems) {
      expect(latinIn(line(problem, zhCN), names)).toEqual([])
      if (problem.fix) expect(latinIn(spoken(problem.fix.label, zhCN.phrases), names)).toEqual([])
    }
  })

  it('names both shapes where they disagree', () => {
    const graph = graphOf([['in', 'input'], ['a', 'maxPool'], ['sum', 'add']], 'in>sum', 'in>a', 'a>sum.1')
    expect(check(graph).problems[0]).toMatchObject({ sentence: 'sum cannot add 3 × 32 × 32 and 3 × 16 × 16.', severity: 'error' })
  })

  it('tells a hint from an error: with hints alone a network is sound', () => {
    const checked = check(sound(['flat0', 'flatten'], ['hidden', 'dense']))
    expect(checked).toMatchObject({ sound: true, problems: [{ code: 'activationMissing', severity: 'hint', sentence: 'Between hidden and fc there is no activation, so that the two can do no more than one Linear layer.' }] })
    expect(check(sound(['flat0', 'flatten'], ['hidden', 'dense'], ['act', 'relu'], ['drop', 'dropout'])).problems).toEqual([])
  })

  it('lets grey and colour be trained on by either kind of network', () => {
    expect(check(sound(), { channels: 1 })).toMatchObject({ sound: true, problems: [{ severity: 'hint', fix: { label: phrase('setChannels', { value: 1 }) } }] })
  })

  it('says which batch would fit', () => {
    const { problems } = check(presets['vgg16-bn'].build(32, 10), { batch: 4096, memoryBytes: 4e9 })
    const fits = Number(/A batch of (\d+) is about the most/.exec(problems[0]!.hint)![1])
    expect(codes(presets['vgg16-bn'].build(32, 10), { batch: fits, memoryBytes: 4e9 })).toEqual([])
    expect(codes(presets['vgg16-bn'].build(32, 10), { batch: fits + 1, memoryBytes: 4e9 })).toEqual(['memoryTooSmall'])
  })
})

describe('a fix', () => {
  const context: CheckContext = { classes: 4, channels: 1 }

  it('mends its problem and brings no error with it', () => {
    const broken = [
      sound(), chain('net', [input, ['fc', 'dense', { units: 4 }]]), sound(['flat0', 'flatten'], ['hidden', 'dense']), chain('net', [input, ['conv', 'conv2d']]),
      sound(['conv', 'conv2d', { colour: 'red' }]), sound(['flat0', 'flatten'], ['soft', 'softmax']),
      graphOf([['in', 'input'], ['sum', 'add'], ['flat', 'flatten'], ['fc', 'dense']], 'in>sum.4', 'in>sum.4', 'sum>flat', 'flat>fc'),
      { ...sound(), edges: [...sound().edges, { from: 'ghost', to: 'fc', port: 0 }] },
      { ...sound(), nodes: sound().nodes.map((node) => ({ ...node, name: node.id === 'in' ? '' : 'layer' })) },
    ]
    for (let graph of broken) {
      const mended: string[] = []
      for (let next = check(graph, context).problems[0]; next?.fix; next = check(graph, context).problems[0]) {
        graph = applyAll(graph, next.fix.edits)
        // Mending one may bring to light what was hidden behind it, but nothing comes back.
        expect(mended).not.toContain(next.sentence)
        mended.push(next.sentence)
      }
      expect(mended).not.toEqual([])
      expect(codes(graph, context)).toEqual([])
    }
  })

  it('mends its problem in whatever network it is offered', () => {
    fc.assert(fc.property(documents, (graph) => {
      fc.pre(new Set(graph.nodes.map(({ id }) => id)).size === graph.nodes.length)
      const before = check(graph, context).problems
      for (const { code, node, sentence, fix } of before) {
        if (!fix) continue
        const same = (problems: typeof before) => problems.filter((other) => other.code === code && other.node === node && other.sentence === sentence).length
        expect(same(check(applyAll(graph, fix.edits), context).problems), `${code}: ${fix.label}`).toBeLessThan(same(before))
      }
    }), { seed: 7, numRuns: 1000 })
  })
})

describe('the check after an edit', () => {
  it('finds what a check from the beginning finds', () => {
    fc.assert(fc.property(fc.oneof(documents, graphs), wishes, (start, wanted) => {
      let graph = start
      let checked = check(graph, { classes: 3 })
      for (const wish of wanted) {
        const edit = editOf(graph, wish)
        if (edit) graph = apply(graph, edit)
        checked = check(graph, { classes: 3 }, checked)
        expect(checked).toEqual(check(graph, { classes: 3 }))
      }
    }), { seed: 8, numRuns: 300 })
  })

  it('keeps what the edit did not touch', () => {
    const graph = presets['vgg16-bn'].build(32, 10)
    const before = check(graph)
    const changed = (after: ReturnType<typeof check>) => [...after.layers].filter(([id, layer]) => layer !== before.layers.get(id)).map(([id]) => id)
    expect(changed(check(graph, {}, before))).toEqual([])
    expect(changed(check(apply(graph, { type: 'set', node: 'classifier.6', field: 'units', value: 7 }), {}, before))).toEqual(['classifier.6'])
    // The filters of a convolution reach the normalisation and the next convolution, no further.
    expect(changed(check(apply(graph, { type: 'set', node: 'features.0', field: 'filters', value: 32 }), {}, before))).toEqual(['features.0', 'features.1', 'features.2', 'features.3'])
    expect(changed(check(apply(graph, { type: 'move', node: 'features.0', to: { x: 1, y: 2 } }), {}, before))).toEqual([])
  })
})
