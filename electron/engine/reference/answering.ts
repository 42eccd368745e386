import * as tf from '@tensorflow/tfjs-core'
import type { Graph, LayerNode } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { readGraph } from '#shared/graph/read'
import { checkWeights, expectedWeights } from '#shared/graph/weights'
import { defaultPlan } from '#shared/plan/plan'
import type { AnsweringNetwork, ImageFacts, LayerValues, Weights } from '../engine'
import { referenceOps } from './ops'
import { compile, freeing, imagesOf, valuesOf } from './program'

/** A network on tfjs-core that only answers; what it has in common with one that trains, a program does for it. */
export function compileToAnswer(graph: Graph, pictures: ImageFacts): AnsweringNetwork {
  const facts = factsOf(graph)
  const program = compile(graph, defaultPlan, pictures)
  const expected = expectedWeights(graph)
  let tensors: ReadonlyMap<string, tf.Variable> = new Map()
  const give = (weights: Weights) => {
    checkWeights(expected, weights)
    tf.dispose([...tensors.values()])
    tensors = new Map(expected.map(({ name, shape }) => [name, tf.variable(tf.tensor(weights.get(name)!.data.slice(), [...shape]), false)]))
  }
  const outputsOf = (images: Uint8Array | Float32Array, count: number, passed?: (node: LayerNode, output: tf.Tensor) => tf.Tensor) =>
    readGraph<tf.Tensor>(facts.placed, (node) => referenceOps(node, { images: imagesOf(images, count, facts, pictures), tensors }), passed)

  return {
    evaluate: (batch) => program.evaluate(batch),
    predict: (images, count) => program.predict(images, count),
    activations: (images, count, nodes) =>
      freeing(() => {
        const outputs = outputsOf(images, count)
        return new Map(nodes.map((node) => [node, inOrder(outputs.get(node)!)]))
      }),
    saliency: (images, count, node, classes) =>
      freeing(() => {
        const values = outputsOf(images, count).get(node)!
        const chosen = tf.oneHot(tf.tensor1d(classes, 'int32'), facts.classes, 1, 0, 'float32')
        // The gradient by what the layer gives is that by something that takes its place.
        const logit = (instead: tf.Tensor) => tf.sum(tf.mul(outputsOf(images, count, ({ id }, output) => (id === node ? instead : output)).get(facts.logits)!, chosen))
        return { values: inOrder(values), gradients: inOrder(tf.grad(logit)(values)) }
      }),
    readWeights: () => program.readWeights(),
    writeWeights(weights) {
      program.writeWeights(weights)
      give(weights)
    },
    dispose() {
      program.dispose()
      tf.dispose([...tensors.values()])
    },
  }
}

/** tfjs's [count, height, width, channels] as [count, channels, height, width]; vectors as they are. */
function inOrder(x: tf.Tensor): LayerValues {
  const ordered = x.rank === 4 ? tf.transpose(x, [0, 3, 1, 2]) : x
  return { shape: ordered.shape.slice(1), data: valuesOf(ordered) }
}
