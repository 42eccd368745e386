import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { onTestFinished } from 'vitest'
import { cifar100 } from '#electron/datasets/cifar/kinds'

/** Contents of files by their paths, which may have folders in them. */
export type Contents = Readonly<Record<string, Uint8Array | string>>

/** The byte of a picture that the records below have at a place. */
export const byteAt = (record: number, channel: number, row: number, column: number) => (7 * record + 80 * channel + 3 * row + column) % 256

/** Records of CIFAR-10's binary version with these labels, or of CIFAR-100's with two each: the label, then the red, green and blue plane, row by row. */
export function records(labels: readonly (number | readonly [number, number])[]): Uint8Array {
  const bytes: number[] = []
  labels.forEach((label, record) => {
    bytes.push(...[label].flat())
    for (let channel = 0; channel < 3; channel++) {
      for (let row = 0; row < 32; row++) for (let column = 0; column < 32; column++) bytes.push(byteAt(record, channel, row, column))
    }
  })
  return Uint8Array.from(bytes)
}

/** A small whole set: two records in every file. */
export const smallSet: Contents = {
  'data_batch_1.bin': records([6, 9]),
  'data_batch_2.bin': records([0, 1]),
  'data_batch_3.bin': records([2, 3]),
  'data_batch_4.bin': records([4, 5]),
  'data_batch_5.bin': records([7, 8]),
  'test_batch.bin': records([3, 8]),
  'batches.meta.txt': 'airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n',
}

/** A small whole set of CIFAR-100. */
export const smallHundred: Contents = {
  'train.bin': records([[0, 4], [19, 99], [3, 0]]),
  'test.bin': records([[4, 0], [1, 47]]),
  'fine_label_names.txt': `${cifar100.classes.join('\n')}\n`,
  'coarse_label_names.txt': 'aquatic_mammals\n',
}

/** A new folder that is gone when the test is over. */
export async function temporaryFolder(contents: Contents = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vgg-studio-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

/** The bytes of a tar archive, not compressed. */
export async function tarOf(contents: Contents): Promise<Buffer> {
  const archive = pack()
  for (const [name, content] of Object.entries(contents)) archive.entry({ name }, Buffer.from(content))
  archive.finalize()
  return buffer(archive)
}

/** The bytes of a .tar.gz. */
export async function archiveOf(contents: Contents): Promise<Buffer> {
  const gzip = createGzip({ level: 1 })
  gzip.end(await tarOf(contents))
  return buffer(gzip)
}

/** The same files in a folder of this name. */
export const inside = (folder: string, contents: Contents): Contents =>
  Object.fromEntries(Object.entries(contents).map(([name, content]) => [`${folder}/${name}`, content]))

/** All but some of the files. */
export const without = (contents: Contents, ...names: readonly string[]): Contents =>
  Object.fromEntries(Object.entries(contents).filter(([name]) => !names.includes(name)))

/** A tar archive whose first header announces so many bytes of content, with a checksum that is right. */
export function announcing(size: number, tar: Uint8Array): Buffer {
  const bytes = Buffer.from(tar)
  bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  bytes.write('        ', 148, 'latin1')
  const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}
