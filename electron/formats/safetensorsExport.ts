import { join } from 'node:path'
import type { Format } from './format'
import { modelSource, torchLayout, torchUsage } from './modelSource'
import { readWeightsFile, weightsFileParts } from './weightsFile'

const file = 'weights.safetensors'
const load = { import: 'from safetensors.torch import load_file', call: `load_file('${file}')` }

/** Weights alone, with the network in their header, and its source beside them. */
export const safetensors: Format = {
  label: 'safetensors',
  file,
  mostBytes: 2 ** 40,
  layout: torchLayout,
  usage: (subject) => torchUsage(subject, load),
  write: (subject) => ({ [file]: weightsFileParts(subject.weights, subject), 'model.py': [modelSource(subject, load)] }),
  readBack: async (folder, _subject, readers) => readers.withWeights((await readWeightsFile(join(folder, file))).weights),
}
