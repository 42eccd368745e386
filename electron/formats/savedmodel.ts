import { exportForms } from '#shared/code/exports'
import { factsOf } from '#shared/graph/facts'
import type { Format } from './format'

const { file } = exportForms.savedmodel

/** The whole network for TensorFlow, TensorFlow Serving and the converters that begin with it; its folder is what they are given. */
export const savedmodel: Format = {
  mostBytes: 2 ** 31 - 2 ** 24,
  layout: { input: "'input', float32, [pictures, height, width, channels]", output: "'logits' or, with a Softmax at its end, 'probabilities', float32, [pictures, classes]" },
  write: ({ graph, weights }, serving) => ({ [file]: serving.servingModel(graph, weights) }),
  async readBack(folder, { graph }, readers) {
    const network = readers.openServing(folder, graph)
    const [channels, height, width] = factsOf(graph).input as [number, number, number]
    return {
      answer: (input, count) => network.answer(channelsLast(input, channels, height * width), count),
      close: () => network.dispose(),
    }
  },
}

/** [count, channels, pixels] to [count, pixels, channels]. */
export function channelsLast(values: Float32Array, channels: number, pixels: number): Float32Array {
  const turned = new Float32Array(values.length)
  const size = channels * pixels
  for (let begin = 0; begin < values.length; begin += size)
    for (let channel = 0; channel < channels; channel++)
      for (let pixel = 0; pixel < pixels; pixel++) turned[begin + pixel * channels + channel] = values[begin + channel * pixels + pixel]!
  return turned
}
