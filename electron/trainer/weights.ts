import type { ImageFacts, Weights } from '#electron/engine/engine'
import { fileProblem } from '#electron/files/fileProblem'
import { weightsFile } from '#electron/runs/checkpoint'
import { readRun, type Run } from '#electron/runs/record'
import { readWeightsFile } from '#electron/formats/weightsFile'
import { problem } from '#shared/base/problem'
import type { WeightsChoice } from '#shared/contract/trainer'
import type { Graph } from '#shared/graph/document'
import { checkWeights, expectedWeights } from '#shared/graph/weights'
import { imageNet, type Normalisation } from '#shared/plan/normalisation'
import { presetFor } from '#shared/presets/fitting'
import { presets, type Preset } from '#shared/presets/index'
import { stat } from 'node:fs/promises'

const IMAGENET_CLASSES = 1000

/** Weights with the network that they belong to, and what else is known of them. */
export interface ChosenWeights {
  readonly graph: Graph
  readonly weights: Weights
  /** Absent for a file that another program wrote. */
  readonly images?: ImageFacts
  /** How the pictures were normalised that they were trained on; absent where that is not known. */
  readonly normalisation?: Normalisation
  readonly classes?: readonly string[]
}

/** Where chosen weights lie, before they are read. */
export interface FoundWeights {
  /** Of a run: its folder, its record, and the step of the checkpoint. */
  readonly from?: { readonly folder: string; readonly run: Run; readonly step: number }
  readonly file: string
  /** The network that was named with the file. */
  readonly graph?: Graph
  /** Equal for equal weights of an equal network. */
  readonly identity: string
}

/** Looks where the weights lie that were chosen; throws noRun, noCheckpoint or fileMissing. */
export async function findWeights(choice: WeightsChoice): Promise<FoundWeights> {
  if ('run' in choice) {
    const run = await readRun(choice.run)
    const step = run[choice.which]?.step
    if (step === undefined) throw problem('noCheckpoint', { folder: choice.run })
    const file = weightsFile(choice.run, step)
    return { from: { folder: choice.run, run, step }, file, identity: file }
  }
  const { file, graph } = choice
  const { size, mtimeMs } = await stat(file).catch((thrown: unknown) => Promise.reject(fileProblem(thrown, file)))
  return { file, ...(graph && { graph }), identity: JSON.stringify([file, size, mtimeMs, graph]) }
}

/** Reads what was found; throws weightsDiffer when the weights are not those of the network. */
export async function readWeights({ from, file, graph: named }: FoundWeights): Promise<ChosenWeights> {
  const { weights, description } = await readWeightsFile(file)
  if (from) return fitting({ graph: from.run.graph, weights, images: from.run.data.images, normalisation: from.run.data.images, classes: from.run.data.classes })
  const graph = named ?? description?.graph
  if (!graph) throw problem('weightsWithoutNetwork', { file })
  const normalisation = trainedWith(weights, description?.images)
  return fitting({ graph, weights, ...(normalisation && { normalisation }), ...(description && { images: description.images, classes: description.classes }) })
}

/** How pictures were normalised in the training of these weights: as is said of them, or as torchvision's were, which are known by their names and ImageNet's classes. */
export function trainedWith(weights: Weights, said: ImageFacts | undefined): Normalisation | undefined {
  if (said) return { mean: said.mean, deviation: said.deviation }
  const fitting = presetFor(weights)
  if (!fitting?.named || fitting.classes !== IMAGENET_CLASSES) return undefined
  const { expected }: Preset = presets[fitting.preset]
  return expected?.on === 'ImageNet-1K, validation' ? imageNet : undefined
}

function fitting(chosen: ChosenWeights): ChosenWeights {
  checkWeights(expectedWeights(chosen.graph), chosen.weights)
  return chosen
}
