import path from 'node:path'
import { expect, it } from 'vitest'
import { inspectEngine } from '#electron/engine/setup/locate'
import { realOutside } from '#electron/engine/setup/outside'
import { bindingFile } from '#electron/engine/setup/pins'
import { tryEngine } from '#electron/engine/setup/proof'
import { engineFolder } from '../../../helpers/engine'

it('the engine that these tests run with is whole, loads and computes', async () => {
  expect(inspectEngine(engineFolder(), process)).toMatchObject({ version: '2.21.0', platform: process.platform, arch: process.arch })
  const environment = { CUDA_VISIBLE_DEVICES: '-1' }
  const proof = await tryEngine(path.join(engineFolder(), bindingFile), realOutside(), { environment })
  expect(proof).toMatchObject({ works: true, version: '2.21.0', gpu: false })
})

it('a file that is no addon is told in words, not thrown', async () => {
  expect(await tryEngine(__filename.replace(/\.test\.ts$/, '.node'), realOutside())).toMatchObject({ works: false })
})
