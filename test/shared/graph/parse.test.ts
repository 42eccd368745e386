import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityOf } from '#shared/graph/identity'
import { migrated } from '#shared/graph/migrate'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { documents, graphOf } from '../../helpers/documents'

const small = graphOf([['in', 'input'], ['flat', 'flatten'], ['fc', 'dense', { units: 10 }]], 'in>flat', 'flat>fc')
const textWith = (change: (document: ReturnType<typeof JSON.parse>) => void): string => {
  const document = JSON.parse(showGraph(small)) as unknown
  change(document)
  return JSON.stringify(document)
}

describe('the file of a network', () => {
  it('read and written again is the same, with fields that nobody knows yet', () => {
    fc.assert(fc.property(documents, (graph) => {
      const text = showGraph(graph)
      expect(showGraph(parseGraph(text))).toBe(text)
    }), { seed: 1, numRuns: 500 })
    const later = textWith((document) => {
      document.colours = { constructor: 'red' }
      document.nodes[0].comment = 'from a later version'
      document.edges[0].weight = 3
    })
    expect(JSON.parse(showGraph(parseGraph(later)))).toEqual(JSON.parse(later))
  })

  it('has one layer a line', () => {
    expect(showGraph(small).split('\n').filter((line) => line.includes('"kind"'))).toHaveLength(3)
  })

  it.each([
    ['no JSON', '{"format": "vgg-studio-graph", ', 'graphNotJson', 'it is not JSON.'],
    ['nothing', '', 'graphNotJson', 'it is not JSON.'],
    ['a number', '3', 'graphOfAnotherFormat', "does not say that its format is 'vgg-studio-graph'"],
    ['another document', '{"format":"onnx"}', 'graphOfAnotherFormat', "does not say that its format is 'vgg-studio-graph'"],
    ['of a newer version', textWith((document) => (document.version = 2)), 'graphNewer', 'document version 2; this one reads up to 1'],
    ['of no version', textWith((document) => delete document.version), 'graphUnreadable', 'Its field version is missing.'],
    ['of half a version', textWith((document) => (document.version = 0.5)), 'graphUnreadable', 'Its field version must be 1.'],
    ['without layers', textWith((document) => delete document.nodes), 'graphUnreadable', 'Its field nodes is missing.'],
    ['with layers that are no list', textWith((document) => (document.nodes = 'all')), 'graphUnreadable', 'Its field nodes must be a list.'],
    ['with a layer that is none', textWith((document) => (document.nodes[1] = null)), 'graphUnreadable', 'Layer 2 must be an object.'],
    ['with a layer without an id', textWith((document) => delete document.nodes[2].id), 'graphUnreadable', 'Layer 3 (fc), id, is missing.'],
    ['with a name that is a number', textWith((document) => (document.nodes[2].name = 3)), 'graphUnreadable', 'Layer 3, name, must be a text.'],
    ['with an endless name', textWith((document) => (document.nodes[2].name = 'x'.repeat(201))), 'graphUnreadable', 'name, must have at most 200 characters.'],
    ['with settings that are a list', textWith((document) => (document.nodes[2].params = [10])), 'graphUnreadable', 'Layer 3 (fc), params, must be an object'],
    ['with a connection at no port', textWith((document) => (document.edges[1].port = 'first')), 'graphUnreadable', 'Connection 2, port, must be a number.'],
    ['with a place that is no place', textWith((document) => (document.layout = { fc: { x: 'left', y: 0 } })), 'graphUnreadable', 'Its field layout must be an object'],
    ['nested without end', `{"format":"vgg-studio-graph","notes":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'graphUnreadable', 'is nested more than 100 levels deep'],
    ['with a million layers', `{"format":"vgg-studio-graph","version":1,"nodes":[${'0,'.repeat(999_999)}0]}`, 'graphTooLarge', 'has 1000000 layers; at most 20000 are read'],
    ['of endless text', ' '.repeat(33_000_000), 'graphTooLarge', 'has 33000000 characters'],
  ])('that is %s is refused in a sentence', (_what, text, code, sentence) => {
    expect(() => parseGraph(text)).toThrow(expect.objectContaining({ code, sentence: expect.stringContaining(sentence) as string }))
  })

  it('of an older version is brought to this one by the steps between', () => {
    const steps = [
      { name: 'layers are called nodes', from: 1, migrate: ({ layers, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, nodes: layers }) },
      { name: 'a network has a name', from: 2, migrate: (document: Readonly<Record<string, unknown>>) => ({ ...document, name: 'untitled' }) },
    ]
    expect(migrated({ version: 1, layers: [], later: 1 }, steps)).toEqual({ version: 3, nodes: [], name: 'untitled', later: 1 })
    expect(migrated({ version: 2, nodes: [] }, steps)).toEqual({ version: 3, nodes: [], name: 'untitled' })
    expect(migrated({ version: 9 }, steps)).toEqual({ version: 9 })
  })
})

describe('the identity of a network', () => {
  it('does not count its name, its layout, its notes, or the order in which things are listed', () => {
    const other = { ...small, name: 'other', notes: 'mine', layout: { fc: { x: 1, y: 2 } }, nodes: small.nodes.toReversed(), edges: small.edges.toReversed() }
    expect(identityOf(other)).toBe(identityOf(small))
    const [first, second, last] = small.nodes
    const shuffled = { ...last!, params: { bias: true, units: 10 } }
    expect(identityOf({ ...small, nodes: [first!, second!, shuffled] })).toBe(identityOf({ ...small, nodes: [first!, second!, { ...last!, params: { units: 10, bias: true } }] }))
  })

  it.each<[string, ReturnType<typeof graphOf>]>([
    ['a setting', graphOf([['in', 'input'], ['flat', 'flatten'], ['fc', 'dense', { units: 11 }]], 'in>flat', 'flat>fc')],
    ['a kind', graphOf([['in', 'input'], ['flat', 'relu'], ['fc', 'dense', { units: 10 }]], 'in>flat', 'flat>fc')],
    ['a connection', graphOf([['in', 'input'], ['flat', 'flatten'], ['fc', 'dense', { units: 10 }]], 'in>flat', 'in>fc')],
    ['a name', { ...small, nodes: small.nodes.map((node) => ({ ...node, name: `${node.name}2` })) }],
  ])('is another with %s changed', (_what, other) => {
    expect(identityOf(other)).not.toBe(identityOf(small))
  })
})
