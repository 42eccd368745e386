import { table } from '#electron/terminal/words'
import { check } from '#shared/graph/check'
import { apply, invert, type Edit } from '#shared/graph/edits'
import { identityOf } from '#shared/graph/identity'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { deep } from './deep'
import { median } from './figures'

const ROUNDS = 50

/** Times what stands between an edit of a network of 200 layers and all its shapes and problems. */
function main(): void {
  const graph = deep(200)
  const text = showGraph(graph)
  const checked = check(graph)
  if (!checked.sound) throw new Error(checked.problems[0]!.sentence)
  const after = (edit: Edit) => {
    const changed = apply(graph, edit)
    return () => check(changed, { classes: 10 }, checked)
  }
  const layer = { id: 'new', kind: 'relu', name: 'new', params: {} }
  const rename: Edit = { type: 'rename', node: 'features.100', name: 'middle' }
  console.log(table([
    ['200 layers', 'median', 'least', 'most'],
    timed('check from the beginning', () => check(graph, { classes: 10 })),
    timed('check after a setting of the last layer', after({ type: 'set', node: 'fc', field: 'units', value: 9 })),
    timed('check after the filters of the first convolution', after({ type: 'set', node: 'features.0', field: 'filters', value: 9 })),
    timed('check after the size of the pictures, which changes every shape', after({ type: 'set', node: 'in', field: 'height', value: 48 })),
    timed('check after a name', after(rename)),
    timed('check after a layer that is connected to nothing', after({ type: 'add', node: layer })),
    timed('check after the chain is cut in the middle', after({ type: 'disconnect', edge: graph.edges[100]! })),
    timed('an edit and what takes it back', () => apply(apply(graph, rename), invert(graph, rename))),
    timed('identity', () => identityOf(graph)),
    timed('write the file', () => showGraph(graph)),
    timed('read the file', () => parseGraph(text)),
  ]))
  const large = deep(10_000)
  const [whole, renamed] = [check(large), apply(large, rename)]
  console.log(table([['10,000 layers', 'median', 'least', 'most'], timed('check from the beginning', () => check(large), 5), timed('check after a name', () => check(renamed, {}, whole), 5)]))
}

function timed(what: string, work: () => unknown, rounds = ROUNDS): string[] {
  for (let round = 0; round < rounds / 2; round++) work()
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return [what, ...[median(times), Math.min(...times), Math.max(...times)].map((ms) => `${ms.toFixed(2)} ms`)]
}

main()
