import { createRequire } from 'node:module'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDataSet } from '#electron/datasets/open'
import { openReference } from '#electron/engine/reference/engine'
import { writeSafetensors } from '#electron/formats/safetensors'
import { withChannels } from '#electron/images/channels'
import { copiesOf } from '#electron/images/pictures'
import { askHandlers } from '#electron/trainer/ask/handlers'
import { problem } from '#shared/base/problem'
import { random } from '#shared/base/random'
import type { PictureOf, WeightsOf } from '#shared/contract/ask'
import { graphOf } from '../../../helpers/documents'
import { sampleWeights } from '../../../helpers/samples'
import { smallDigits } from '../../datasets/idxFiles'
import { temporaryFolder } from '../../../helpers/studio'

const { createCanvas } = createRequire(import.meta.url)('@napi-rs/canvas') as typeof import('@napi-rs/canvas')
const { signal } = new AbortController()

/** A file of weights as another program writes it, for a network without a hidden layer that takes pictures of so many channels. */
async function fileOf(folder: string, channels: number, classes = 3): Promise<WeightsOf> {
  const graph = graphOf([['input', 'input', { channels, height: 4, width: 4 }], ['flat', 'flatten'], ['out', 'dense', { units: classes }]], 'input>flat', 'flat>out')
  const path = join(folder, `${channels}.safetensors`)
  await writeFile(path, Buffer.concat(writeSafetensors(sampleWeights(graph, random(1)))))
  return { from: 'file', path, graph }
}

function picture(): PictureOf {
  const canvas = createCanvas(8, 8)
  const context = canvas.getContext('2d')
  context.fillStyle = '#f00'
  context.fillRect(0, 0, 8, 8)
  return { from: 'bytes', bytes: Uint8Array.from(canvas.toBuffer('image/png')), name: 'red.png' }
}

describe('weights of another program', () => {
  it('answer with numbered classes, and see a picture in grey when they take one channel', async () => {
    await using folder = await temporaryFolder()
    const ask = askHandlers({ engine: await openReference(), library: folder.path })
    const { answers, seen } = await ask.predict({ weights: await fileOf(folder.path, 1), picture: picture(), top: 9 }, { signal })
    expect(answers.map(({ name }) => name).sort()).toEqual(['class 0', 'class 1', 'class 2'])
    expect(answers.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5)
    expect(seen).toEqual({ count: 1, height: 4, width: 4, channels: 1, bytes: new Uint8Array(16).fill(76) })
  })

  it('see pictures of a data set in their own channels: colour as grey, and grey three times over', async () => {
    await using folder = await temporaryFolder()
    const digits = join(folder.path, 'digits')
    await mkdir(digits)
    for (const [name, bytes] of Object.entries(smallDigits)) await writeFile(join(digits, name), bytes)
    const ask = askHandlers({ engine: await openReference(), library: folder.path })
    const seenBy = async (channels: number, data: string) => {
      const { seen } = await ask.predict({ weights: await fileOf(folder.path, channels), picture: { from: 'data', data, split: 'test', number: 2 }, top: 1 }, { signal })
      expect(seen).toMatchObject({ channels, bytes: copiesOf(withChannels((await openDataSet(data)).test!, channels), [2]) })
      return seen.bytes
    }
    expect(await seenBy(1, 'shapes:20')).toHaveLength(32 * 32)
    const grey = await seenBy(1, digits)
    expect([...(await seenBy(3, digits))]).toEqual([...grey].flatMap((byte) => [byte, byte, byte]))
  })

  it('score pictures in their own channels', async () => {
    await using folder = await temporaryFolder()
    const ask = askHandlers({ engine: await openReference(), library: folder.path })
    const events: { readonly type: string }[] = []
    const teller = { snapshot: () => undefined, event: (event: { readonly type: string }) => events.push(event), end: (wrong?: unknown) => expect(wrong).toBeUndefined() }
    await ask.evaluate({ weights: await fileOf(folder.path, 1, 10), data: 'shapes:20', split: 'test', views: 'flip' }, teller, { signal })
    expect(events.at(-1)).toMatchObject({ type: 'evaluated', evaluation: { count: 2000 } })
  })

  it('are not asked about what they cannot take', async () => {
    await using folder = await temporaryFolder()
    const ask = askHandlers({ engine: await openReference(), library: folder.path })
    const two = ask.predict({ weights: await fileOf(folder.path, 2), picture: picture(), top: 1 }, { signal })
    await expect(two).rejects.toEqual(problem('pictureChannels', { channels: 2 }))
    const ofData = ask.predict({ weights: await fileOf(folder.path, 2), picture: { from: 'data', data: 'shapes:20', split: 'test', number: 0 }, top: 1 }, { signal })
    await expect(ofData).rejects.toMatchObject({ code: 'channelsDiffer' })
    const unexplained = ask.explain({ weights: await fileOf(folder.path, 3), picture: picture() }, { signal })
    await expect(unexplained).rejects.toEqual(problem('noMaps'))
    const missing = ask.predict({ weights: { from: 'file', path: join(folder.path, 'none.safetensors') }, picture: picture(), top: 1 }, { signal })
    await expect(missing).rejects.toEqual(problem('fileMissing', { path: join(folder.path, 'none.safetensors') }))
  })
})
