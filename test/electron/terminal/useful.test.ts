import { createCanvas } from '@napi-rs/canvas'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeShapes10 } from '#electron/datasets/shapes10'
import { chain, type Link } from '#shared/presets/chain'
import { plant } from '../datasets/import/pictures'
import { eventsOf, studio, temporaryFolder } from '../../helpers/studio'

const block = (number: number, filters: number): Link[] => [
  [`features.${number}`, 'conv2d', { filters, padding: [1, 1], bias: false }], [`features.${number + 1}`, 'batchNorm'], [`features.${number + 2}`, 'relu'], [`features.${number + 3}`, 'maxPool'],
]
const network = (classes: number) => chain('small', [
  ['input', 'input', { channels: 3, height: 32, width: 32 }], ...block(0, 16), ...block(4, 32), ...block(8, 64), ['flatten', 'flatten'], ['head', 'dense', { units: classes }],
])

/** A folder of drawn shapes of the last five kinds in the opposite colours: so many of each to learn from, and 100 to be asked about. */
async function plantOpposite(folder: string, each: number): Promise<string> {
  const { classes, training, test } = makeShapes10({ seed: 5, training: 10 * each, test: 1000 })
  const files = [[training, 'train'], [test!, 'test']] as const
  return await plant(folder, Object.fromEntries(files.flatMap(([{ count, labels, room }, split]) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => labels[i]! >= 5).map((i) => [`${split}/${classes[labels[i]!]!}/${i}.png`, opposite(room.subarray(i * 3072, (i + 1) * 3072))] as const))))
}

function opposite(picture: Uint8Array): Buffer {
  const canvas = createCanvas(32, 32)
  const context = canvas.getContext('2d')
  const image = context.createImageData(32, 32)
  for (let i = 0; i < 1024; i++) image.data.set([255 - picture[3 * i]!, 255 - picture[3 * i + 1]!, 255 - picture[3 * i + 2]!, 255], 4 * i)
  context.putImageData(image, 0, 0)
  return canvas.encodeSync('png')
}

it('from thirty pictures of a kind a network learns far more in three epochs when it begins with what it learned of other pictures than when it begins at random', async () => {
  await using folder = await temporaryFolder()
  const [ten, five, first] = ['ten.json', 'five.json', 'first'].map((name) => join(folder.path, name)) as [string, string, string]
  await writeFile(ten, JSON.stringify(network(10)))
  await writeFile(five, JSON.stringify(network(5)))
  const library = { VGG_STUDIO_LIBRARY: join(folder.path, 'library') }
  const how = ['--optimizer', 'adamw', '--lr', '0.003', '--schedule', 'one-cycle', '--crop', '0']
  expect(await studio(['train', '--model', ten, '--data', 'shapes:4000', '--batch', '64', '--epochs', '6', ...how, '--out', first])).toMatchObject({ code: 0 })
  expect(await studio(['data', 'import', await plantOpposite(join(folder.path, 'opposite'), 30), '--size', '32'], undefined, library)).toMatchObject({ code: 0 })

  const learnt = async (out: string, from: readonly string[]) => {
    const ended = await studio(['train', '--model', five, '--data', 'opposite', '--holdout', '0', '--batch', '16', '--epochs', '3', ...how, ...from, '--test', '--json', '--out', join(folder.path, out)], undefined, library)
    expect(ended).toMatchObject({ code: 0, err: '' })
    return (eventsOf(ended).find(({ type }) => type === 'evaluated') as { score: { accuracy: number } }).score.accuracy
  }
  const random = await learnt('random', [])
  const begun = await learnt('begun', ['--from', first])
  // Here 0.74 and 0.46 of 500 pictures are right; guessing gives 0.2.
  expect(begun).toBeGreaterThan(random + 0.12)
  expect(begun).toBeGreaterThan(0.55)
})

it('all that Fast 94 does trains on a small folder of own pictures too, and learns from sixteen of a kind in its ten epochs', async () => {
  await using folder = await temporaryFolder()
  const library = { VGG_STUDIO_LIBRARY: join(folder.path, 'library') }
  expect(await studio(['data', 'import', await plantOpposite(join(folder.path, 'own'), 16), '--name', 'own', '--size', '32'], undefined, library)).toMatchObject({ code: 0 })
  const ended = await studio(['train', '--recipe', 'fast-94', '--data', 'own', '--classes', '5', '--precision', 'float32', '--test', '--json', '--out', join(folder.path, 'run')], undefined, library)
  expect(ended).toMatchObject({ code: 0, err: '' })
  const events = eventsOf(ended)
  expect(events.filter(({ type }) => type === 'epoch')).toHaveLength(10)
  const { score } = events.find(({ type }) => type === 'evaluated') as { score: { accuracy: number } }
  // Here 0.79 of 500 pictures are right; guessing gives 0.2.
  expect(score.accuracy).toBeGreaterThan(0.5)
})
