import { fileProblem } from '#electron/files/fileProblem'
import { phrase } from '#shared/base/phrase'
import { problem, StudioProblem } from '#shared/base/problem'
import { check } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { applyAll } from '#shared/graph/edits'
import { parseGraph } from '#shared/graph/parse'
import { presets, type PresetName } from '#shared/presets/index'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'

/** The list of models for --help. */
export function modelList(): string {
  const rows = Object.entries(presets).map(([name, { help }]) => `  ${name.padEnd(16)}${help}`)
  return [...rows, `  ${'<file>.json'.padEnd(16)}A network of your own, as its file.`].join('\n')
}

/** What may be asked of a model: so many classes, and another size of its pictures. */
interface Wanted {
  readonly classes?: number | undefined
  readonly size?: number | undefined
}

/**
 * The network of this name, or of this file, for so many classes (a preset: 10), at its own size or another.
 * Throws unknownPreset, what is wrong with the file, and, when it was asked for other classes, what keeps it from giving them.
 */
export function modelOf(name: string, { classes, size }: Wanted): Graph {
  if (Object.hasOwn(presets, name)) {
    const preset = presets[name as PresetName]
    return preset.build(size ?? preset.size, classes ?? 10)
  }
  if (!name.endsWith('.json') && !existsSync(name)) throw problem('unknownPreset', { name, known: Object.keys(presets).join(', ') })
  return changedFor(readModel(name), { classes, size })
}

/** A word for a model, to name its runs by: the preset's, or the file's without its folder and ending. */
export function modelWord(name: string): string {
  return basename(name).replace(/\.json$/, '')
}

/** More than the text of any network that is read, and little enough to be held at once. */
const MOST_BYTES = 128e6

function readModel(file: string): Graph {
  let text: string
  try {
    const { size } = statSync(file)
    if (size > MOST_BYTES) throw problem('graphTooLarge', { what: phrase('bytes'), have: size, most: MOST_BYTES })
    text = readFileSync(file, 'utf8')
  } catch (thrown) {
    throw fileProblem(thrown, file)
  }
  try {
    return parseGraph(text)
  } catch (thrown) {
    // What is wrong with a text does not say which file it is from.
    throw thrown instanceof StudioProblem ? new StudioProblem({ code: thrown.code, sentence: `${file}: ${thrown.sentence}`, hint: thrown.hint }) : thrown
  }
}

function changedFor(graph: Graph, { classes, size }: Wanted): Graph {
  const inputs = graph.nodes.filter(({ kind }) => kind === 'input')
  const sized = size === undefined ? graph : applyAll(graph, inputs.flatMap(({ id }) => (['height', 'width'] as const).map((field) => ({ type: 'set' as const, node: id, field, value: size }))))
  if (classes === undefined) return sized
  const { problems } = check(sized, { classes })
  const differ = problems.find(({ code }) => code === 'classesDiffer')
  if (!differ) return sized
  if (!differ.fix) throw new StudioProblem(differ)
  return applyAll(sized, differ.fix.edits)
}
