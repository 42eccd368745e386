import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { entryBytes, readArchive } from '#electron/files/archive'
import { crc32, storedZip } from '#electron/files/storedZip'
import { temporaryFolder } from '../../helpers/studio'

const files = new Map([['weights/data.pkl', Buffer.from('a pickle')], ['weights/Größe', Buffer.from('2\n')], ['weights/data/0', Buffer.alloc(1000, 5)], ['weights/none', Buffer.alloc(0)]])

it('is an archive that others read, names in any script', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'a.zip')
  await writeFile(path, Buffer.concat(storedZip(files)))
  const read = new Map<string, Buffer>()
  for await (const entry of readArchive(path, { limits: { entries: 10, bytes: 1e6 } })) read.set(entry.name, Buffer.from(await entryBytes(entry)))
  expect(read).toEqual(files)
})

it('puts every content at a multiple of 64 bytes, and is the same for the same files', () => {
  const zip = Buffer.concat(storedZip(files))
  expect(zip.indexOf('a pickle') % 64).toBe(0)
  expect(zip.indexOf(Buffer.alloc(1000, 5)) % 64).toBe(0)
  expect(Buffer.concat(storedZip(files)).equals(zip)).toBe(true)
})

it('has the checksum of zip', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  expect(crc32(new Uint8Array())).toBe(0)
})
