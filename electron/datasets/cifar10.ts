import { inMemory, type DataSet, type PicturesInMemory } from '#electron/images/pictures'
import { problem } from '#shared/base/problem'
import { archiveFiles } from './cifar10/archive'
import { classNames } from './cifar10/classes'
import { metaFile, testFiles, trainingFiles, type Cifar10Files } from './cifar10/files'
import { folderFiles } from './cifar10/folder'
import { appendRecords, countRecords, pictureBytes, side } from './cifar10/records'
import { kindOfPath } from './path'

/** Records in each file. */
const officialCount = 10_000

/**
 * CIFAR-10 out of its binary files: from the folder that holds them, the folder around that one, or the official .tar.gz, which is
 * unpacked in memory. What is missing but not needed is a warning of the data set; whatever is wrong with a file is a problem that names it.
 */
export async function readCifar10(path: string): Promise<DataSet<PicturesInMemory>> {
  const files = (await kindOfPath(path)) === 'folder' ? await folderFiles(path) : await archiveFiles(path)
  if (!trainingFiles.some((name) => files.has(name))) throw problem('cifarNotFound', { path })
  const warnings: string[] = []
  const classes = classNames(files.get(metaFile), warnings)
  const training = readPictures(files, trainingFiles, 'training', warnings)
  const test = readPictures(files, testFiles, 'test', warnings)
  return { name: 'CIFAR-10', classes, training, ...(test.count > 0 && { test }), warnings }
}

/** The pictures of these files one after the other; each file is let go as soon as it is read. */
function readPictures(files: Cifar10Files, names: readonly string[], split: string, warnings: string[]): PicturesInMemory {
  const present = names.filter((name) => files.has(name))
  const counts = present.map((name) => countRecords(name, files.get(name)!))
  const count = counts.reduce((sum, each) => sum + each, 0)
  const pictures = inMemory({ count, height: side, width: side, channels: 3, bytes: new Uint8Array(count * pictureBytes), labels: new Uint8Array(count) })
  let at = 0
  for (const [i, name] of present.entries()) {
    appendRecords(name, files.get(name)!, pictures, at)
    files.delete(name)
    at += counts[i]!
  }
  for (const name of names) {
    const records = present.includes(name) ? counts[present.indexOf(name)]! : 0
    if (records !== officialCount) warnings.push(unusualCount(name, split, records))
  }
  return pictures
}

function unusualCount(name: string, split: string, records: number): string {
  const official = `the official ${officialCount.toLocaleString('en')} ${split} pictures`
  if (records === 0) return `${name} is missing: ${official} in it are left out.`
  return `${name} has ${records.toLocaleString('en')} records, ${records < officialCount ? 'fewer' : 'more'} than ${official}.`
}
