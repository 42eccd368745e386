import { inMemory, type DataSet, type PicturesInMemory } from '#electron/images/pictures'
import { problem, type Said } from '#shared/base/problem'
import { archiveFiles } from './cifar/archive'
import { classNames } from './cifar/classes'
import { folderFiles } from './cifar/folder'
import { pictureBytes, side, type CifarFiles, type CifarKind } from './cifar/kinds'
import { appendRecords, countRecords } from './cifar/records'
import { kindOfPath } from './path'
import { unusualCount } from './unusual'

/**
 * CIFAR-10 or CIFAR-100 out of its binary files: from the folder that holds them, the folder around that one, or the official .tar.gz, which is
 * unpacked in memory. What is missing but not needed is a warning of the data set; whatever is wrong with a file is a problem that names it.
 */
export async function readCifar(kind: CifarKind, path: string): Promise<DataSet<PicturesInMemory>> {
  const files = (await kindOfPath(path)) === 'folder' ? await folderFiles(kind, path) : await archiveFiles(kind, path)
  const { name, archive } = kind
  if (!kind.training.some((file) => files.has(file))) throw problem('cifarNotFound', { path, name, archive, files: kind.training })
  const warnings: Said[] = []
  const classes = classNames(kind, files.get(kind.names), warnings)
  const training = readPictures(kind, files, 'training', warnings)
  const test = readPictures(kind, files, 'test', warnings)
  return { name, classes, training, ...(test.count > 0 && { test }), warnings }
}

/** The pictures of a split's files one after the other; each file is let go as soon as it is read. */
function readPictures(kind: CifarKind, files: CifarFiles, split: 'training' | 'test', warnings: Said[]): PicturesInMemory {
  const present = kind[split].filter((name) => files.has(name))
  const counts = present.map((name) => countRecords(kind, name, files.get(name)!))
  const count = counts.reduce((sum, each) => sum + each, 0)
  const pictures = inMemory({ count, height: side, width: side, channels: 3, bytes: new Uint8Array(count * pictureBytes), labels: new Uint8Array(count) })
  let at = 0
  for (const [i, name] of present.entries()) {
    appendRecords(kind, name, files.get(name)!, pictures, at)
    files.delete(name)
    at += counts[i]!
  }
  for (const file of kind[split]) {
    const records = present.includes(file) ? counts[present.indexOf(file)]! : 0
    const unusual = unusualCount({ file, split, records, official: kind.official[split] })
    if (unusual) warnings.push(unusual)
  }
  return pictures
}
