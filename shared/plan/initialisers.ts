import { random, type Random } from '../base/random'
import { sizeOf, type ParameterRole, type Shape } from '../ops/ops'
import type { Graph } from '../graph/document'
import { expectedWeights, type ExpectedWeight } from '../graph/weights'

/**
 * Start values of a parameter. Convolutions: normal with deviation √(2 / fan-out), fan-out = out · height · width (He and others 2015;
 * torchvision's VGG). Linear layers: normal with deviation √(1 / fan-in), which keeps the spread of the logits near 1 whatever the width
 * (LeCun and others 1998). Scales begin at 1, biases and shifts at 0.
 */
function startValues(role: ParameterRole, shape: Shape, source: Random): Float32Array {
  const values = new Float32Array(sizeOf(shape))
  if (role === 'scale') return values.fill(1)
  if (role !== 'kernel') return values
  const [out = 1, features = 1, ...window] = shape
  const deviation = window.length ? Math.sqrt(2 / (out * sizeOf(window))) : Math.sqrt(1 / features)
  for (let i = 0; i < values.length; i++) values[i] = source.normal() * deviation
  return values
}

/** The start value of a network's tensor, which is the `place`th that it keeps; it depends on the seed and the place alone. */
export function initialWeight(weight: ExpectedWeight, seed: number, place: number): Float32Array {
  return weight.role === 'statistic' ? new Float32Array(sizeOf(weight.shape)).fill(weight.start) : startValues(weight.role, weight.shape, random(seed, place))
}

/** All tensors of an untrained network by name. */
export function initialWeights(graph: Graph, seed: number): Map<string, { shape: Shape; data: Float32Array }> {
  return new Map(expectedWeights(graph).map((weight, place) => [weight.name, { shape: weight.shape, data: initialWeight(weight, seed, place) }]))
}
