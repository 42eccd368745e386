import type { Batch, ImageFacts, Weights } from '#electron/engine/engine'
import type { Random } from '#shared/base/random'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { expectedWeights, type ExpectedWeight } from '#shared/graph/weights'
import { sizeOf } from '#shared/ops/ops'

/** Pictures a little larger than the network takes, so that bytes are resized. */
export function samplePictures(graph: Graph): ImageFacts {
  const [channels, height, width] = factsOf(graph).input as [number, number, number]
  return { channels, height: height + 2, width: width + 1, mean: new Array<number>(channels).fill(0.45), deviation: new Array<number>(channels).fill(0.25) }
}

/** A batch of noise: bytes or the network's input itself, class indices or distributions. */
export function sampleBatch(graph: Graph, count: number, { images, labels }: { images: 'bytes' | 'floats'; labels: 'indices' | 'distributions' }, source: Random): Batch {
  const { input, classes } = factsOf(graph)
  const { height, width, channels } = samplePictures(graph)
  const shares = Array.from({ length: count }, () => Array.from({ length: classes }, () => source.uniform()))
  return {
    count,
    images: images === 'bytes'
      ? Uint8Array.from({ length: count * height * width * channels }, () => source.below(256))
      : Float32Array.from({ length: count * sizeOf(input) }, () => source.normal()),
    labels: labels === 'indices'
      ? Int32Array.from({ length: count }, () => source.below(classes))
      : Float32Array.from(shares.flatMap((row) => row.map((share) => share / row.reduce((sum, other) => sum + other)))),
  }
}

/** Weights of which none is at a start value that would hide a fault: biases, shifts and running statistics are random too. */
export function sampleWeights(graph: Graph, source: Random): Weights {
  return new Map(expectedWeights(graph).map((weight) => [
    weight.name,
    { shape: weight.shape, data: Float32Array.from({ length: sizeOf(weight.shape) }, () => sample(weight, source)) },
  ]))
}

function sample(weight: ExpectedWeight, source: Random): number {
  switch (weight.role) {
    case 'kernel':
      return source.normal() * Math.sqrt(1.4 / sizeOf(weight.shape.slice(1)))
    case 'scale':
      return 1 + 0.2 * source.normal()
    case 'statistic':
      // A mean begins at 0 and may be anything, a variance at 1 and must be positive.
      return weight.start === 0 ? 0.1 * source.normal() : 0.5 + source.uniform()
    default:
      return 0.1 * source.normal()
  }
}
