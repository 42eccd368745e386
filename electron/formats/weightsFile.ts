import type { ImageFacts, Weights } from '#electron/engine/engine'
import { fileProblem } from '#electron/files/fileProblem'
import { graphSchema, type Graph } from '#shared/graph/document'
import { modulePaths, renameTensors } from '#shared/graph/modules'
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { isStateDict, readStateDict } from './pytorch/stateDict'
import { readSafetensors, writeSafetensors } from './safetensors'

/** How the bytes of the pictures become the network's input. */
export const imageFactsSchema = v.object({
  height: v.number(),
  width: v.number(),
  channels: v.number(),
  mean: v.pipe(v.array(v.number()), v.readonly()),
  deviation: v.pipe(v.array(v.number()), v.readonly()),
  classWeights: v.exactOptional(v.pipe(v.array(v.number()), v.readonly())),
})

/** What a file of weights says besides the numbers, so that it can be used without its run. */
const descriptionSchema = v.object({
  graph: graphSchema,
  images: imageFactsSchema,
  classes: v.array(v.string()),
  /** The layer of each module path in the file that is not the layer's name itself. */
  layers: v.record(v.string(), v.string()),
})
export interface WeightsDescription {
  readonly graph: Graph
  readonly images: ImageFacts
  readonly classes: readonly string[]
}

/** The description's key in the metadata of a safetensors file; 'format' is what the library of that name asks for in PyTorch's files. */
const KEY = 'vgg-studio'

/** The parts of a file of weights: tensors by PyTorch's names, and the description in the metadata. */
export function weightsFileParts(weights: Weights, description: WeightsDescription): Uint8Array[] {
  const paths = modulePaths(description.graph.nodes.map(({ name }) => name))
  const layers = Object.fromEntries([...paths].flatMap(([name, path]) => (name === path ? [] : [[path, name]])))
  return writeSafetensors(renameTensors(weights, paths), { format: 'pt', [KEY]: JSON.stringify({ ...description, layers }) })
}

/** Reads a file of weights, safetensors or what torch.save wrote, and what it says of itself when it is a safetensors file of our own. */
export async function readWeightsFile(file: string): Promise<{ weights: Weights; description?: WeightsDescription }> {
  if (await isStateDict(file)) return { weights: await readStateDict(file) }
  const bytes = await readFile(file).catch((thrown: unknown) => Promise.reject(fileProblem(thrown, file)))
  const { tensors, metadata } = readSafetensors(bytes, file)
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), descriptionSchema), metadata[KEY])
  if (!parsed.success) return { weights: tensors }
  const { layers, ...description } = parsed.output
  return { weights: renameTensors(tensors, new Map(Object.entries(layers))), description }
}
