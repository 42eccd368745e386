import type { Graph } from '../graph/document'
import { matchWeights, type GivenShapes } from '../graph/matching'
import { expectedWeights } from '../graph/weights'
import { presets, type Preset, type PresetName } from './index'

/** The most that a Linear layer gives. */
const MOST_CLASSES = 65536

/** A network of the presets that a file of weights is made for. */
export interface FittingPreset {
  readonly preset: PresetName
  readonly size: number
  readonly classes: number
  readonly graph: Graph
  /** Whether the file calls every tensor as the preset does. */
  readonly named: boolean
}

/**
 * The preset, with as many classes as the file has, that takes every tensor of the file and needs no other; of several the one whose names are
 * most like the file's. Undefined where there is none.
 */
export function presetFor(given: GivenShapes): FittingPreset | undefined {
  // The last matrix has a row for each class, but which tensor is the last a file need not say.
  const rows = new Set([...given.values()].flatMap(({ shape }) => (shape.length === 2 && shape[0]! <= MOST_CLASSES ? [shape[0]!] : [])))
  let best: { readonly fitting: FittingPreset; readonly alike: number } | undefined
  for (const [name, { size, build }] of Object.entries(presets) as [PresetName, Preset][]) {
    for (const classes of rows) {
      const graph = build(size, classes)
      const { taken, left, unused } = matchWeights(expectedWeights(graph), given)
      if (left.length || unused.length) continue
      const alike = taken.filter((tensor) => tensor.name === tensor.from).length
      if (!best || alike > best.alike) best = { fitting: { preset: name, size, classes, graph, named: alike === taken.length }, alike }
    }
  }
  return best?.fitting
}
