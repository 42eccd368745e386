import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { imagesOf, idxOf } from '../datasets/idxFiles'
import { graphOf } from '../../helpers/documents'
import { studio, temporaryFolder } from '../../helpers/studio'

const labels = Array.from({ length: 60 }, (_, i) => [5, 0, 4, 1, 9, 2, 1, 3, 1, 4][i % 10]!)
const digits = { 'train-images-idx3-ubyte': imagesOf(60), 'train-labels-idx1-ubyte': idxOf([60], labels), 't10k-images-idx3-ubyte': imagesOf(20), 't10k-labels-idx1-ubyte': idxOf([20], labels.slice(0, 20)) }

describe('a network and pictures of other channels', () => {
  it('train, go on and are scored together: grey on one for colour', async () => {
    await using folder = await temporaryFolder()
    const [data, run] = [join(folder.path, 'digits'), join(folder.path, 'run')]
    await mkdir(data)
    for (const [name, bytes] of Object.entries(digits)) await writeFile(join(data, name), bytes)
    const trained = await studio(['train', '--model', 'vgg16-bn-small', '--data', data, '--batch', '20', '--epochs', '1', '--out', run, '--test'])
    expect(trained).toMatchObject({ code: 0, err: '' })
    expect(trained.out).toContain('On the 20 test pictures')
    const { data: { images } } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { data: { images: { channels: number; height: number; mean: number[] } } }
    expect(images).toMatchObject({ channels: 3, height: 28, mean: new Array(3).fill(images.mean[0]) })
    expect(await studio(['train', '--resume', run, '--epochs', '2'])).toMatchObject({ code: 0, err: '' })
    expect(await studio(['evaluate', run])).toMatchObject({ code: 0, err: '' })
  })

  it('train together: colour on one for grey', async () => {
    await using folder = await temporaryFolder()
    const net = join(folder.path, 'grey.json')
    await writeFile(net, JSON.stringify(graphOf([['in', 'input', { channels: 1, height: 32, width: 32 }], ['flat', 'flatten'], ['fc', 'dense', { units: 10 }]], 'in>flat', 'flat>fc')))
    const trained = await studio(['train', '--model', net, '--data', 'shapes:100', '--batch', '50', '--epochs', '1', '--out', join(folder.path, 'run')])
    expect(trained).toMatchObject({ code: 0, err: '' })
    const searched = await studio(['find-lr', '--model', net, '--data', 'shapes:100', '--batch', '20', '--steps', '10'])
    expect(searched).toMatchObject({ code: 0, err: '' })
  })
})
