import { checkpointFolder, keepCheckpoints, readCheckpoint, weightsFile, writeCheckpoint } from '#electron/runs/checkpoint'
import { readSafetensors } from '#electron/formats/safetensors'
import { initialWeights } from '#shared/plan/initialisers'
import { defaultPlan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/studio'

const graph = chain('net', [['input', 'input', { height: 4, width: 4 }], ['flatten', 'flatten'], ['my layer: 1', 'dense', { units: 3 }], ['my layer; 1', 'dense', { units: 2 }], ['fc.1', 'dense', { units: 2 }]])
const description = { graph, images: { height: 4, width: 4, channels: 3, mean: [0, 0, 0], deviation: [1, 1, 1] }, classes: ['a', 'b'] }
const position = { step: 12, epoch: 1, batch: 3, sums: { loss: 1.5, correct: 7, count: 9 } }
const weights = initialWeights(graph, defaultPlan)
const checkpoint = { weights, state: new Map([['fc.1.weight', { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }]]), position, plan: defaultPlan }

describe('a checkpoint', () => {
  it('gives back weights, state and position, whatever the layers are called', async () => {
    await using folder = await temporaryFolder()
    await writeCheckpoint(folder.path, checkpoint, description)
    const read = await readCheckpoint(folder.path, 12)
    expect(read.position).toEqual(position)
    expect(read.plan).toEqual(defaultPlan)
    for (const [name, { shape, data }] of weights) expect(read.weights.get(name)).toMatchObject({ shape, data })
    expect(read.state.get('fc.1.weight')!.data).toEqual(Float32Array.of(1, 2, 3, 4))
  })

  it('of before plans were kept in it is read without one', async () => {
    await using folder = await temporaryFolder()
    await writeCheckpoint(folder.path, checkpoint, description)
    await writeFile(join(checkpointFolder(folder.path, 12), 'state.json'), JSON.stringify(position))
    expect(await readCheckpoint(folder.path, 12)).toMatchObject({ position, plan: undefined })
  })

  it("has PyTorch's module paths in its file, all different", async () => {
    await using folder = await temporaryFolder()
    await writeCheckpoint(folder.path, checkpoint, description)
    const { tensors } = readSafetensors(await readFile(weightsFile(folder.path, 12)), 'x')
    expect([...tensors.keys()].sort()).toEqual(['my_layer__1.weight', 'my_layer__1.bias', 'my_layer__1_2.weight', 'my_layer__1_2.bias', 'fc.1.weight', 'fc.1.bias'].sort())
  })

  it('says which of its files is torn', async () => {
    await using folder = await temporaryFolder()
    await writeCheckpoint(folder.path, checkpoint, description)
    await writeFile(join(checkpointFolder(folder.path, 12), 'state.json'), '{"step":12,')
    await expect(readCheckpoint(folder.path, 12)).rejects.toThrow(/state\.json does not describe a run/)
    await writeFile(join(checkpointFolder(folder.path, 12), 'state.json'), JSON.stringify(position))
    await truncate(join(checkpointFolder(folder.path, 12), 'state.safetensors'), 20)
    await expect(readCheckpoint(folder.path, 12)).rejects.toThrow(/state\.safetensors is not a whole safetensors file/)
    await expect(readCheckpoint(folder.path, 13)).rejects.toThrow(/13\/weights\.safetensors is not there\./)
  })

  it('that nobody points to is removed, and what a kill left half-written too', async () => {
    await using folder = await temporaryFolder()
    for (const step of [1, 2, 3]) await writeCheckpoint(folder.path, { ...checkpoint, position: { ...position, step } }, description)
    await mkdir(join(folder.path, 'checkpoints', '.4.77.partial'))
    await keepCheckpoints(folder.path, [3, 1])
    expect((await readdir(join(folder.path, 'checkpoints'))).sort()).toEqual(['1', '3'])
  })
})
