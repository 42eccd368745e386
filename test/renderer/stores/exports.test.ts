import { describe, expect, it } from 'vitest'
import { useEngine } from '#renderer/stores/engine'
import { useExports } from '#renderer/stores/exports'
import { useWeights } from '#renderer/stores/weights'
import { exportFormats } from '#shared/contract/export'
import { settled, storesOver } from '../helpers'

async function opened(live = false) {
  const { use, asked } = storesOver({ live })
  const weights = use(useWeights)
  const exports = use(useExports)
  await use(useEngine).readAbout()
  await settled()
  const wanted = () => asked.filter(({ name }) => name === 'export').map(({ input }) => (input as { formats: readonly string[] }).formats[0])
  return { exports, weights, asked, wanted }
}

describe('exports', () => {
  it('go one after the other into a folder of the library, and each tells how it came back', async () => {
    const { exports, asked, weights } = await opened()
    exports.write(exportFormats)
    expect(exports.stateOf('savedmodel')).toEqual({ is: 'waiting' })
    await settled()
    expect(exports.stateOf('pytorch')).toMatchObject({ is: 'done', largest: 0, pictures: 64, folder: expect.stringMatching(/^~\/VGG Studio\/exports\/.+\/pytorch$/) as string })
    expect(exports.stateOf('onnx')).toMatchObject({ is: 'done', largest: 3.1e-6 })
    expect(exports.stateOf('savedmodel')).toMatchObject({ is: 'failed', problem: { code: 'exportDiffers' } })
    expect(asked.find(({ name }) => name === 'export')!.input).toMatchObject({ weights: weights.chosen!.weights, formats: ['safetensors'] })
  })

  it('that are under way are not asked for twice, and what is given up lets the next one begin', async () => {
    const { exports, wanted } = await opened(true)
    exports.write(['onnx', 'pytorch', 'safetensors'])
    await settled()
    exports.write(['onnx', 'pytorch'])
    expect(exports.stateOf('onnx')).toEqual({ is: 'comparing', done: 42, of: 64 })
    exports.cancel('safetensors')
    expect(exports.stateOf('safetensors')).toBeUndefined()
    exports.cancel('onnx')
    await settled()
    expect(exports.stateOf('onnx')).toBeUndefined()
    expect(exports.stateOf('pytorch')).toMatchObject({ is: 'done' })
    expect(wanted()).toEqual(['onnx', 'pytorch'])
  })

  it('belong to the weights that were chosen', async () => {
    const { exports, weights } = await opened()
    exports.write(['pytorch'])
    await settled()
    const other = weights.all.find(({ key }) => key !== weights.chosen!.key)!
    weights.choose(other.key)
    expect(exports.stateOf('pytorch')).toBeUndefined()
  })
})
