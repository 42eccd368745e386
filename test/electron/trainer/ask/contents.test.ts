import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeStateDict } from '#electron/formats/pytorch/stateDict'
import { weightsFileParts } from '#electron/formats/weightsFile'
import { contentsOf } from '#electron/trainer/ask/contents'
import { weightsContents } from '#shared/contract/ask'
import { expectedWeights } from '#shared/graph/weights'
import { sizeOf } from '#shared/ops/ops'
import { chain } from '#shared/presets/chain'
import { presets } from '#shared/presets/index'
import * as v from 'valibot'
import { temporaryFolder } from '../../../helpers/studio'

const zeros = (graph: Parameters<typeof expectedWeights>[0]) => new Map(expectedWeights(graph).map(({ name, shape }) => [name, { shape, data: new Float32Array(sizeOf(shape)) }]))

it('of a file of weights are the names and shapes, and the network that the file says or that a preset has, and the normalisation that the file says', async () => {
  await using folder = await temporaryFolder()
  const own = chain('own', [['input', 'input', { channels: 1, height: 4, width: 4 }], ['flatten', 'flatten'], ['head', 'dense', { units: 3 }]])
  const [ours, theirs, none] = ['ours.safetensors', 'theirs.pth', 'none.pth'].map((name) => join(folder.path, name)) as [string, string, string]
  await writeFile(ours, Buffer.concat(weightsFileParts(zeros(own), { graph: own, images: { height: 4, width: 4, channels: 1, mean: [0.5], deviation: [0.25] }, classes: ['a', 'b', 'c'] })))
  expect(await contentsOf({ file: ours })).toEqual({ graph: own, normalisation: { mean: [0.5], deviation: [0.25] }, tensors: [{ name: 'head.weight', shape: [3, 16] }, { name: 'head.bias', shape: [3] }] })

  const lenet = presets['lenet-5'].build(32, 7)
  await writeFile(theirs, Buffer.concat(writeStateDict(zeros(lenet))))
  const found = await contentsOf({ file: theirs })
  expect(found.graph).toEqual(lenet)
  expect(found.normalisation).toBeUndefined()
  expect(v.is(weightsContents, found)).toBe(true)

  await writeFile(none, Buffer.concat(writeStateDict(zeros(own))))
  expect((await contentsOf({ file: none })).graph).toBeUndefined()
  await expect(contentsOf({ file: join(folder.path, 'nothing') })).rejects.toMatchObject({ code: 'fileMissing' })
})
