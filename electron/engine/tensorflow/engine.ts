import type { Graph } from '#shared/graph/document'
import type { Plan } from '#shared/plan/plan'
import type { Engine, ImageFacts, Serving } from '../engine'
import { realOutside } from '../setup/outside'
import { processorFlags, processorKind } from '../setup/processor'
import { TensorFlowAnswering } from './answering'
import { loadBinding, type Binding } from './binding'
import { noRules, rulesFor, type Chosen } from './ops/convolution/rules'
import { TensorFlowProgram } from './program'
import { servingModel, TensorFlowServing } from './serving'

/** Native TensorFlow out of an engine's folder. */
export interface TensorFlowEngine extends Engine, Serving {
  /** Whether it found a card to compute on. */
  readonly usesGpu: boolean
  compile(graph: Graph, plan: Plan, images: ImageFacts): Promise<TensorFlowProgram>
}

/**
 * Loads the engine of this folder; throws engineNotLoaded when that fails. Convolutions are computed by the rules that were measured to pay on this
 * processor, or by others, for comparison.
 */
export function openTensorFlow(folder: string, rules?: Chosen): TensorFlowEngine {
  const binding = loadBinding(folder)
  let measured: Promise<Chosen> | undefined
  return {
    name: 'TensorFlow',
    version: binding.TF_Version,
    usesGpu: binding.isUsingGpuDevice(),
    compile: async (graph, plan, images) => new TensorFlowProgram(binding, graph, plan, images, rules ?? (await (measured ??= measuredRules(binding)))),
    compileToAnswer: async (graph, precision, images) => new TensorFlowAnswering(binding, graph, precision, images),
    servingModel,
    openServing: (folder, graph) => new TensorFlowServing(binding, folder, graph),
  }
}

/** The rules of the processor that computes; cards have none. */
async function measuredRules(binding: Binding): Promise<Chosen> {
  return binding.isUsingGpuDevice() ? noRules : rulesFor(processorKind(await processorFlags(realOutside())))
}
