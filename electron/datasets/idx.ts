import { inMemory, type DataSet, type PicturesInMemory } from '#electron/images/pictures'
import { type Phrase, phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { basename, dirname } from 'node:path'
import { idxFiles, roleOf, type IdxFile } from './idx/files'
import { kindOfLabels, official, type IdxKind } from './idx/kinds'
import { imagesIn, labelsIn } from './idx/parse'
import { unusualCount } from './unusual'

/**
 * MNIST, Fashion-MNIST or a data set of the same form, out of its four IDX files: from the folder that holds them, an archive, or one of the four. The pictures
 * are grey, of one channel. Files for tests may be missing; whatever is wrong with a file is a problem that names it.
 */
export async function readIdx(path: string, kind?: IdxKind): Promise<DataSet<PicturesInMemory>> {
  const files = await idxFiles(path, () => true)
  const training = readSplit(path, files, 'training', kind)
  if (!training) throw problem('idxNotFound', { path })
  const known = kind ?? kindOfLabels(training.labels)
  const test = readSplit(path, files, 'test', known)
  if (test && (test.height !== training.height || test.width !== training.width))
    throw problem('idxSizesDiffer', { path, training: `${training.height} x ${training.width}`, test: `${test.height} x ${test.width}` })
  const highest = [training, ...(test ? [test] : [])].reduce((most, { labels }) => Math.max(most, ...new Set(labels)), 0)
  return {
    name: known?.name ?? nameOf(path),
    classes: known?.classes ?? Array.from({ length: highest + 1 }, (_, label) => String(label)),
    training, ...(test && { test }),
    warnings: known ? unusual(files, { training: training.count, test: test?.count ?? 0 }) : [],
  }
}

/** Which known data set lies at a path, told by its training labels; undefined when another one or none. */
export async function idxKindAt(path: string): Promise<IdxKind | undefined> {
  const [file] = await idxFiles(path, ({ split, what }) => split === 'training' && what === 'labels')
  return file && kindOfLabels(labelsIn(file.name, file.bytes))
}

/** What a data set at this path is called when nobody knows it. */
export function nameOf(path: string): string {
  return basename(roleOf(basename(path)) ? dirname(path) : path).replace(/\.(zip|tar|tar\.gz|tgz)$/i, '') || 'Pictures'
}

/** Throws idxHalf when only one of the split's two files is there, idxCountsDiffer or idxLabelOutOfRange. */
function readSplit(path: string, files: readonly IdxFile[], split: 'training' | 'test', kind: IdxKind | undefined): PicturesInMemory | undefined {
  const [images, labels] = (['images', 'labels'] as const).map((what) => files.find((each) => each.split === split && each.what === what))
  if (!images && !labels) return undefined
  if (!images || !labels) throw problem('idxHalf', { path, file: (images ?? labels)!.name, missing: phrase(images ? 'labels' : 'pictures') })
  const found = imagesIn(images.name, images.bytes)
  const truth = labelsIn(labels.name, labels.bytes)
  if (found.count !== truth.length) throw problem('idxCountsDiffer', { images: images.name, pictures: found.count, labels: labels.name, count: truth.length })
  const classes = (kind ?? (split === 'training' ? kindOfLabels(truth) : undefined))?.classes.length ?? 256
  const wrong = truth.findIndex((label) => label >= classes)
  if (wrong >= 0) throw problem('idxLabelOutOfRange', { file: labels.name, number: wrong + 1, label: truth[wrong]!, highest: classes - 1 })
  return inMemory({ ...found, channels: 1, labels: truth })
}

function unusual(files: readonly IdxFile[], counts: { training: number; test: number }): Phrase[] {
  return (['training', 'test'] as const).flatMap((split) => {
    const file = files.find((each) => each.split === split && each.what === 'images')?.name ?? 't10k-images-idx3-ubyte'
    return unusualCount({ file, split, records: counts[split], official: official[split] }) ?? []
  })
}
