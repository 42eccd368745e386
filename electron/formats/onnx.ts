import { exportForms } from '#shared/code/exports'
import { factsOf } from '#shared/graph/facts'
import { join } from 'node:path'
import type { Format } from './format'
import { onnxModel, onnxNames } from './onnx/model'

const { file } = exportForms.onnx

/** The whole network for ONNX Runtime and whatever else reads ONNX. */
export const onnx: Format = {
  // A message of protocol buffers has at most 2 GB.
  mostBytes: 2 ** 31 - 2 ** 24,
  layout: { input: `'${onnxNames.input}', float32, [pictures, channels, height, width]`, output: `'${onnxNames.output}', float32, [pictures, classes]` },
  write: ({ graph, weights, images: { mean, deviation }, classes }) => ({
    [file]: onnxModel(graph, weights, { classes: JSON.stringify(classes), mean: JSON.stringify(mean), deviation: JSON.stringify(deviation), input: 'a pixel of 0 to 255 becomes (pixel / 255 - mean) / deviation' }),
  }),
  async readBack(folder, { graph }) {
    // Its native part is loaded by those alone who want it.
    const { InferenceSession, Tensor } = await import('onnxruntime-node')
    const session = await InferenceSession.create(join(folder, file))
    const { input: shape } = factsOf(graph)
    return {
      answer: async (input, count) => (await session.run({ [onnxNames.input]: new Tensor('float32', input, [count, ...shape]) }))[onnxNames.output]!.data as Float32Array,
      close: () => session.release(),
    }
  },
}
