import { exportForms } from '#shared/code/exports'
import { modulePaths, renameTensors } from '#shared/graph/modules'
import { join } from 'node:path'
import type { Format } from './format'
import { modelSource, torchLayout } from './modelSource'
import { readStateDict, writeStateDict } from './pytorch/stateDict'

const { file, usage } = exportForms.pytorch

/** A state dict as torch.save writes it, and beside it the source of a class that takes it strictly. */
export const pytorch: Format = {
  // The sizes in a plain zip have 32 bits.
  mostBytes: 4e9,
  layout: torchLayout,
  write: (subject) => ({ [file]: writeStateDict(renameTensors(subject.weights, pathsOf(subject))), 'model.py': [modelSource(subject, usage)] }),
  async readBack(folder, subject, readers) {
    const names = new Map([...pathsOf(subject)].map(([name, path]) => [path, name]))
    return readers.withWeights(renameTensors(await readStateDict(join(folder, file)), names))
  },
}

function pathsOf({ graph }: Parameters<Format['write']>[0]): Map<string, string> {
  return modulePaths(graph.nodes.map(({ name }) => name))
}
