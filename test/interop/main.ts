import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { findEngine } from '#electron/engine/setup/locate'
import { realOutside } from '#electron/engine/setup/outside'
import { table } from '#electron/terminal/words'
import { check } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { apply, applyAll } from '#shared/graph/edits'
import { presets, type Preset } from '#shared/presets/index'
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { editOf, wishes } from '../helpers/documents'
import { graphs } from '../helpers/graphs'
import { judgeExports } from './exports'
import { Judge } from './judge'
import { judgeSource } from './source'

/** The largest difference of answers, as a share of the largest answer. */
const tolerance = 1e-4

/**
 * Refusals that PyTorch does not share, because they are rules of the document or of training pictures, not of tensors: what a layer is called, what
 * belongs to no way from pictures to classes, settings' limits and what has nothing to learn.
 */
const ownRules = new Set([
  'duplicateName', 'duplicateId', 'nameMissing', 'danglingEdge', 'unknownKind', 'badParameter', 'portsUnclear', 'inputsMissing', 'unconnected', 'oneInput', 'oneOutput',
  'softmaxInside', 'nothingToLearn', 'layerTooLarge', 'outputNotVector',
])

/** Words: the Python that has torch, the project's folder, how many random networks. */
async function main(): Promise<void> {
  const [python, root, wanted] = process.argv.slice(2) as [string, string, string | undefined]
  const found = findEngine({ person: realOutside(), kind: 'cpu' })
  if (!found) throw new Error('There is no engine: npm run engine')
  const engine = openTensorFlow(found.folder)
  const judge = new Judge(python, root)
  const folder = await mkdtemp(join(tmpdir(), 'vgg-studio-interop-'))
  const faults: string[] = []
  try {
    const rows = [['model', 'largest difference', 'answers']]
    for (const [name, { build, size }] of Object.entries<Preset>(presets)) {
      const verdict = await judgeSource(judge, engine, build(size, 10), { folder: join(folder, name), count: size > 32 ? 1 : 4, train: false })
      rows.push([name, verdict.difference?.toExponential(1) ?? 'refused', verdict.shape?.join(' × ') ?? ''])
      if (!(verdict.difference! <= tolerance)) faults.push(`${name}: ${verdict.refused ?? `differs by ${verdict.difference}`}`)
    }
    console.log(table(rows))
    faults.push(...(await judgeExports(engine, { python, root, folder: join(folder, 'exports'), tolerance })))

    const count = Number(wanted ?? 300)
    let largest = 0
    for (const [index, graph] of fc.sample(graphs, { seed: 3, numRuns: count }).entries()) {
      const verdict = await judgeSource(judge, engine, graph, { folder: join(folder, 'random'), count: 3, train: true })
      largest = Math.max(largest, verdict.difference ?? 0)
      if (!(verdict.difference! <= tolerance)) faults.push(`random network ${index}: ${verdict.refused ?? `differs by ${verdict.difference}`}\n${JSON.stringify(graph)}`)
    }
    console.log(`\n${count} random networks: their source runs forwards and backwards, their weights load strictly; largest difference ${largest.toExponential(1)}`)

    const seen = { sound: 0, refused: 0, byOwnRule: 0 }
    const changed = fc.sample(fc.tuple(graphs, fc.array(wishes.map(([first]) => first), { minLength: 1, maxLength: 3 })), { seed: 4, numRuns: count })
    for (const [start, wanted] of changed) {
      const graph = wanted.reduce((now, wish) => {
        const edit = wish && editOf(now, wish)
        return edit ? apply(now, edit) : now
      }, start)
      await compare(judge, graph, seen, faults)
      for (const broken of brokenShapes(start)) await compare(judge, broken, seen, faults)
    }
    console.log(`${seen.sound} changed networks that the check calls sound run in PyTorch; ${seen.refused} that it refuses are refused there too; ${seen.byOwnRule} are refused by a rule of our own alone`)
  } finally {
    judge.close()
    await rm(folder, { recursive: true, force: true })
  }
  for (const fault of faults) console.error(`\n${fault}`)
  if (faults.length) process.exitCode = 1
  console.log(faults.length ? `\n${faults.length} of them disagree` : '\nPyTorch agrees with all of it')
}

async function compare(judge: Judge, graph: Graph, seen: { sound: number; refused: number; byOwnRule: number }, faults: string[]): Promise<void> {
  const { sound, problems, classes } = check(graph)
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.some(({ code }) => ownRules.has(code))) {
    seen.byOwnRule++
    return
  }
  const { shape, refused } = await judge.ask({ ask: 'graph', graph })
  if (sound) {
    seen.sound++
    if (refused || String(shape) !== String([2, classes])) faults.push(`the check calls it sound, PyTorch says: ${refused ?? shape}\n${JSON.stringify(graph)}`)
  } else {
    seen.refused++
    if (!refused) faults.push(`the check says ${errors[0]!.sentence} PyTorch gives ${shape}\n${JSON.stringify(graph)}`)
  }
}

/** The network with one setting each changed so that sizes may no longer fit. */
function brokenShapes(graph: Graph): Graph[] {
  return graph.nodes.flatMap(({ id, kind, params }): Graph[] => {
    const settings: Readonly<Record<string, Record<string, unknown>>> = {
      conv2d: { filters: Number(params.filters ?? 64) + 1, kernel: [7, 2] }, maxPool: { kernel: [5, 4] }, avgPool: { kernel: [2, 6] }, groupNorm: { groups: 2 }, resize: { size: [2, 5] }, upsample: { scale: [1, 2] },
    }
    return Object.entries(settings[kind] ?? {}).map(([field, value]) => applyAll(graph, [{ type: 'set', node: id, field, value }]))
  })
}

void main()
