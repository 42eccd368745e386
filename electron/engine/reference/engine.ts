// For what it registers: the gradients, which tfjs-core's own build for Node leaves out, and the backend in JavaScript.
import '@tensorflow/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../engine'
import { compileToAnswer } from './answering'
import { compile } from './program'

/**
 * The reference engine: the same networks on tfjs-core's operations and its automatic gradients. Slow and plain, in float32 always;
 * it judges the compiled engine in tests. 'cpu' computes in JavaScript; for 'tensorflow' the caller has loaded tfjs-node, which
 * registers that backend. The backend is one for the whole process: the engine that was opened last decides.
 */
export async function openReference(backend: 'cpu' | 'tensorflow' = 'cpu'): Promise<Engine> {
  // Without this the backend prints its advice to install tfjs-node.
  tf.enableProdMode()
  await tf.setBackend(backend)
  return {
    name: `reference (tfjs-core, ${backend})`,
    version: tf.version_core,
    compile: async (graph, plan, images) => compile(graph, plan, images),
    compileToAnswer: async (graph, _precision, images) => compileToAnswer(graph, images),
  }
}
