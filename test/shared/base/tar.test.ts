import { buffer } from 'node:stream/consumers'
import { extract } from 'tar-stream'
import { expect, it } from 'vitest'
import { tarEnd, tarHeader, tarPadding } from '#shared/base/tar'

it('is an archive as others read it: short names and long, letters of any language, files of any length', async () => {
  const lengths = [0, 1, 511, 512, 513, 5000]
  const names = ['a', 'cat/0.png', 'ein Ordner/Käse.png', '猫/1.png', '😀', 'x'.repeat(99), 'y'.repeat(100), `${'deep/'.repeat(40)}é.png`, ...Array.from({ length: 12 }, (_, i) => 'é'.repeat(40 + i))]
  const files = names.map((name, i) => ({ name, bytes: Buffer.alloc(lengths[i % lengths.length]!, i + 1) }))
  const archive = extract()
  archive.end(Buffer.concat([...files.flatMap(({ name, bytes }) => [tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]), tarEnd]))
  const read: typeof files = []
  for await (const entry of archive) read.push({ name: entry.header.name, bytes: await buffer(entry) })
  expect(read).toEqual(files)
})

it('tells the size of a file that its own form has no room for', async () => {
  const archive = extract()
  const size = 2 ** 33 + 5
  const told = new Promise((resolve) => archive.once('entry', ({ size: told, type, name }) => resolve({ told, type, name })))
  archive.write(tarHeader('large.bin', size))
  expect(await told).toEqual({ told: size, type: 'file', name: 'large.bin' })
  archive.destroy()
})
