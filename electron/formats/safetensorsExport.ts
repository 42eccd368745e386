import { join } from 'node:path'
import type { Format } from './format'
import { exportForms } from '#shared/code/exports'
import { modelSource, torchLayout } from './modelSource'
import { readWeightsFile, weightsFileParts } from './weightsFile'

const { file, usage } = exportForms.safetensors

/** Weights alone, with the network in their header, and its source beside them. */
export const safetensors: Format = {
  mostBytes: 2 ** 40,
  layout: torchLayout,
  write: (subject) => ({ [file]: weightsFileParts(subject.weights, subject), 'model.py': [modelSource(subject, usage)] }),
  readBack: async (folder, _subject, readers) => readers.withWeights((await readWeightsFile(join(folder, file))).weights),
}
