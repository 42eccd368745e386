import type { Graph } from '#shared/graph/document'
import type { Plan } from '#shared/plan/plan'
import type { Engine, ImageFacts, Serving } from '../engine'
import { TensorFlowAnswering } from './answering'
import { loadBinding } from './binding'
import { TensorFlowProgram } from './program'
import { servingModel, TensorFlowServing } from './serving'

/** Native TensorFlow out of an engine's folder. */
export interface TensorFlowEngine extends Engine, Serving {
  /** Whether it found a card to compute on. */
  readonly usesGpu: boolean
  compile(graph: Graph, plan: Plan, images: ImageFacts): Promise<TensorFlowProgram>
}

/** Loads the engine of this folder; throws engineNotLoaded when that fails. */
export function openTensorFlow(folder: string): TensorFlowEngine {
  const binding = loadBinding(folder)
  return {
    name: 'TensorFlow',
    version: binding.TF_Version,
    usesGpu: binding.isUsingGpuDevice(),
    compile: async (graph, plan, images) => new TensorFlowProgram(binding, graph, plan, images),
    compileToAnswer: async (graph, precision, images) => new TensorFlowAnswering(binding, graph, precision, images),
    servingModel,
    openServing: (folder, graph) => new TensorFlowServing(binding, folder, graph),
  }
}
