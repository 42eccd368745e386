import { random, type Random } from '../base/random'
import { sizeOf, type Shape } from '../ops/ops'
import type { Graph } from '../graph/document'
import { expectedWeights, type ExpectedWeight } from '../graph/weights'
import { layerOf } from './layerOf'

/** How kernels, and biases where they do not begin at 0, get their start values. */
interface Initialiser {
  readonly label: string
  readonly help: string
  /** `last` for the kernel that gives the logits. */
  kernel(shape: Shape, source: Random, last: boolean): Float32Array
  /** Of a bias beside a kernel of this shape. */
  bias?(count: number, kernel: Shape, source: Random): Float32Array
}

/** The ways in which weights can begin. Scales begin at 1 and shifts at 0 in each of them. */
export const initialisers = {
  heFanOut: {
    label: 'He, fan-out',
    help: 'convolutions normal by what they feed, as in the tutorial; linear layers uniform by what feeds them',
    /**
     * Convolutions: deviation √(2 / fan-out) (K. He and others 2015; torchvision's VGG). Linear layers: within ±√(1 / fan-in), PyTorch's default:
     * a head with larger values dies in its first steps at the usual rates (vgg16-bn-small on Shapes-10, rate 0.05: 10 % after four epochs with
     * √3 times the deviation, 72 % with this one).
     */
    kernel: (shape, source) =>
      isConvolution(shape) ? normal(shape, source, Math.sqrt(2 / fans(shape).out)) : uniform(sizeOf(shape), source, Math.sqrt(1 / fans(shape).in)),
  },
  heFanIn: {
    label: 'He, fan-in',
    help: 'normal, by what feeds a layer',
    /** Deviation √(2 / fan-in): kaiming_normal_ in PyTorch. */
    kernel: (shape, source) => normal(shape, source, Math.sqrt(2 / fans(shape).in)),
  },
  xavier: {
    label: 'Xavier',
    help: 'uniform, by what feeds a layer and what it feeds',
    /** Within ±√(6 / (fan-in + fan-out)) (X. Glorot and Y. Bengio 2010): xavier_uniform_ in PyTorch. */
    kernel: (shape, source) => uniform(sizeOf(shape), source, Math.sqrt(6 / (fans(shape).in + fans(shape).out))),
  },
  pytorch: {
    label: "PyTorch's defaults",
    help: "uniform, by what feeds a layer, biases too: what PyTorch's layers begin with",
    /** kaiming_uniform_ with a = √5, which is within ±1 / √fan-in; biases within the same. */
    kernel: (shape, source) => uniform(sizeOf(shape), source, Math.sqrt(1 / fans(shape).in)),
    bias: (count, kernel, source) => uniform(count, source, Math.sqrt(1 / fans(kernel).in)),
  },
  passOn: {
    label: 'Pass on',
    help: 'convolutions pass their channels on at first, the last layer says next to nothing: for short trainings',
    /**
     * A convolution's first filters each give on the channel of their number (dirac_ in PyTorch), the rest are PyTorch's default; the last layer is
     * normal with deviation 1 / fan-in (K. Jordan's airbench94, arXiv 2404.00498).
     */
    kernel(shape, source, last) {
      const { in: fanIn } = fans(shape)
      if (last) return normal(shape, source, 1 / fanIn)
      const kernel = uniform(sizeOf(shape), source, Math.sqrt(1 / fanIn))
      if (isConvolution(shape)) passOn(kernel, shape)
      return kernel
    },
  },
} satisfies Record<string, Initialiser>

export type InitialiserName = keyof typeof initialisers

/** What start values depend on besides the network. */
interface Beginning {
  readonly initialiser: InitialiserName
  readonly seed: number
}

/** The start value of the tensor at this place among those that a network keeps; it depends on the plan, the place and the shapes alone. */
export function initialWeight(expected: readonly ExpectedWeight[], place: number, { initialiser, seed }: Beginning): Float32Array {
  const { name, shape, ...weight } = expected[place]!
  const values = new Float32Array(sizeOf(shape))
  const { kernel, bias }: Initialiser = initialisers[initialiser]
  switch (weight.role) {
    case 'statistic':
      return values.fill(weight.start)
    case 'scale':
      return values.fill(1)
    case 'kernel':
      return kernel(shape, random(seed, place), !expected.slice(place + 1).some((other) => other.role === 'kernel'))
    case 'bias': {
      const beside = expected.find((other) => other.role === 'kernel' && layerOf(other.name) === layerOf(name))
      return bias && beside ? bias(values.length, beside.shape, random(seed, place)) : values
    }
    case 'shift':
      return values
  }
}

/** All tensors of an untrained network by name. */
export function initialWeights(graph: Graph, plan: Beginning): Map<string, { shape: Shape; data: Float32Array }> {
  const expected = expectedWeights(graph)
  return new Map(expected.map(({ name, shape }, place) => [name, { shape, data: initialWeight(expected, place, plan) }]))
}

function isConvolution(shape: Shape): boolean {
  return shape.length > 2
}

/** How many values feed one output and how many outputs one value feeds, as PyTorch counts: groups do not lessen fan-out. */
function fans([out = 1, features = 1, ...window]: Shape): { in: number; out: number } {
  return { in: features * sizeOf(window), out: out * sizeOf(window) }
}

/** Makes each of the first filters, as far as there are channels, one that gives on the channel of its number. */
function passOn(kernel: Float32Array, [filters = 1, channels = 1, ...window]: Shape): void {
  const middle = window.reduce((at, side) => at * side + Math.floor(side / 2), 0)
  const count = Math.min(filters, channels)
  kernel.fill(0, 0, count * channels * sizeOf(window))
  for (let filter = 0; filter < count; filter++) kernel[(filter * channels + filter) * sizeOf(window) + middle] = 1
}

function normal(shape: Shape, source: Random, deviation: number): Float32Array {
  const values = new Float32Array(sizeOf(shape))
  source.normals(values, deviation)
  return values
}

/** Within ±bound. */
function uniform(count: number, source: Random, bound: number): Float32Array {
  const values = new Float32Array(count)
  source.uniforms(values, bound)
  return values
}
