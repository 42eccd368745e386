import type { ImageFacts, Program, Weights } from '#electron/engine/engine'
import { statisticsOf } from '#electron/images/statistics'
import type { DataSet } from '#electron/images/pictures'
import { weightsFile } from '#electron/runs/checkpoint'
import { readRun, type Run } from '#electron/runs/record'
import { readWeightsFile } from '#electron/runs/weightsFile'
import { problem } from '#shared/base/problem'
import type { WeightsChoice } from '#shared/contract/trainer'
import type { Graph } from '#shared/graph/document'
import { checkWeights, expectedWeights } from '#shared/graph/weights'
import type { Plan } from '#shared/plan/plan'
import type { Host } from './host'
import { splitOf } from './records'

/** Weights with the network that they belong to, and what else is known of them. */
export interface ChosenWeights {
  readonly graph: Graph
  readonly weights: Weights
  /** Absent for a file that another program wrote. */
  readonly images?: ImageFacts
  readonly classes?: readonly string[]
  /** The run that they come from, when it was named. */
  readonly run?: Run
}

/** Reads what was chosen; throws weightsDiffer when the weights are not those of the network. */
export async function chosenWeights(choice: WeightsChoice): Promise<ChosenWeights> {
  if ('run' in choice) {
    const run = await readRun(choice.run)
    const pointer = run[choice.which]
    if (!pointer) throw problem('noCheckpoint', { folder: choice.run })
    const { weights } = await readWeightsFile(weightsFile(choice.run, pointer.step))
    return fitting({ graph: run.graph, weights, images: run.data.images, classes: run.data.classes, run })
  }
  const { weights, description } = await readWeightsFile(choice.file)
  const graph = choice.graph ?? description?.graph
  if (!graph) throw problem('weightsWithoutNetwork', { file: choice.file })
  return fitting({ graph, weights, ...(description && { images: description.images, classes: description.classes }) })
}

function fitting(chosen: ChosenWeights): ChosenWeights {
  checkWeights(expectedWeights(chosen.graph), chosen.weights)
  return chosen
}

/** The network with these weights, ready for pictures of this data set's size. Weights that do not say how pictures were normalised get the data's own figures. */
export async function programOf(chosen: ChosenWeights, plan: Plan, data: DataSet, host: Host): Promise<Program> {
  const { height, width, channels } = data.training
  const normalisation = chosen.images ?? statisticsOf(data.training, splitOf(data, plan).training)
  const program = await host.engine.compile(chosen.graph, plan, { ...normalisation, height, width, channels })
  program.writeWeights(chosen.weights)
  return program
}
