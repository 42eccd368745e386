import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inMemory, labelsFor, type DataSet, type PicturesInMemory } from '#electron/images/pictures'
import { random } from '#shared/base/random'

export function newLibrary(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'vgg-studio-store-'))
}

/** A data set of noise: `counts` pictures of 4x5 pixels that take turns with the classes. */
export function noise(counts: { training: number; test: number }, classes = 3): DataSet<PicturesInMemory> {
  return {
    name: 'Noise', classes: Array.from({ length: classes }, (_, i) => `kind ${i}`), warnings: ['It is only noise.'],
    training: draw(counts.training, classes, 1), ...(counts.test > 0 && { test: draw(counts.test, classes, 2) }),
  }
}

export const origin = { from: 'a test', about: 'Noise, to be kept and read again.' }

function draw(count: number, classes: number, seed: number): PicturesInMemory {
  const source = random(seed)
  const labels = labelsFor(count, classes)
  labels.forEach((_, i) => { labels[i] = i % classes })
  return inMemory({ count, height: 4, width: 5, channels: 3, bytes: Uint8Array.from({ length: count * 60 }, () => source.below(256)), labels })
}
