import { random, type Random } from '../base/random'
import { sizeOf, type ParameterRole, type Shape } from '../ops/ops'
import type { Graph } from '../graph/document'
import { expectedWeights, type ExpectedWeight } from '../graph/weights'

/**
 * Start values of a parameter. Convolutions: normal with deviation √(2 / fan-out), fan-out = out · height · width (He and others 2015; as in
 * torchvision's VGG). Linear layers: uniform within ±√(1 / fan-in), PyTorch's default: a head with larger values dies in its first steps at
 * the usual rates (vgg16-bn-small on Shapes-10, rate 0.05: 10 % after four epochs with √3 times the deviation, 72 % with this one).
 * Scales begin at 1, biases and shifts at 0.
 */
function startValues(role: ParameterRole, shape: Shape, source: Random): Float32Array {
  const values = new Float32Array(sizeOf(shape))
  if (role === 'scale') return values.fill(1)
  if (role !== 'kernel') return values
  const [out = 1, features = 1, ...window] = shape
  const deviation = Math.sqrt(2 / (out * sizeOf(window)))
  const bound = Math.sqrt(1 / features)
  const draw = window.length ? () => source.normal() * deviation : () => (2 * source.uniform() - 1) * bound
  for (let i = 0; i < values.length; i++) values[i] = draw()
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
