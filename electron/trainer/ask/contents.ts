import { readWeightsFile } from '#electron/formats/weightsFile'
import type { WeightsContents } from '#shared/contract/ask'
import type { WeightsChoice } from '#shared/contract/trainer'
import { presetFor } from '#shared/presets/fitting'
import { findWeights, trainedWith } from '../weights'

/** What lies in a file of weights, or in a run's; throws what keeps it from being read. */
export async function contentsOf(choice: WeightsChoice): Promise<WeightsContents> {
  const { file, from } = await findWeights(choice)
  const { weights, description } = await readWeightsFile(file)
  const graph = from?.run.graph ?? description?.graph ?? presetFor(weights)?.graph
  const normalisation = trainedWith(weights, from?.run.data.images ?? description?.images)
  return { tensors: [...weights].map(([name, { shape }]) => ({ name, shape: [...shape] })), ...(graph && { graph }), ...(normalisation && { normalisation }) }
}
