import { fileProblem } from '#electron/files/fileProblem'
import { asProblem, problem, type StudioProblem } from '#shared/base/problem'
import { createReadStream } from 'node:fs'
import { posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { checkLength, knownFiles, officialFolder, type Cifar10Files } from './files'

/** The official archive unpacks to 184 MB; what goes beyond this is not it, and might not end for hours. */
const mostUnpackedBytes = 500e6

/** The known files in a .tar.gz, at its top or in the folder of the official name; other members are passed over. Nothing is written. */
export async function archiveFiles(path: string): Promise<Cifar10Files> {
  const files: Cifar10Files = new Map()
  const tooLarge = () => problem('archiveTooLarge', { path, megabytes: mostUnpackedBytes / 1e6 })
  const measured = (chunks: AsyncIterable<Uint8Array>) => upTo(mostUnpackedBytes, chunks, tooLarge)
  try {
    await pipeline(createReadStream(path), createGunzip(), measured, gather(files))
  } catch (thrown) {
    throw archiveProblem(path, thrown)
  }
  return files
}

/** Takes the bytes of a tar archive and puts the known files of it into the map. */
function gather(files: Cifar10Files) {
  const unpack = extract()
  unpack.on('entry', (header, content, next) => {
    // Whatever goes wrong ends the whole pipeline with the same fault; a content whose own event nobody hears would end the process.
    content.on('error', () => {})
    const name = knownName(header)
    if (!name) {
      content.resume()
      process.nextTick(next)
      return
    }
    try {
      checkLength(name, header.size)
    } catch (thrown) {
      unpack.destroy(asProblem(thrown))
      return
    }
    const chunks: Uint8Array[] = []
    content.on('data', (chunk) => chunks.push(chunk as Uint8Array))
    content.on('end', () => {
      files.set(name, Buffer.concat(chunks))
      next()
    })
  })
  return unpack
}

function knownName({ name, type }: Header): string | undefined {
  const { dir, base } = posix.parse(posix.normalize(name))
  return type === 'file' && knownFiles.includes(base) && (dir === '' || dir === officialFolder) ? base : undefined
}

async function* upTo(most: number, chunks: AsyncIterable<Uint8Array>, tooMuch: () => StudioProblem): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of chunks) {
    total += chunk.length
    if (total > most) throw tooMuch()
    yield chunk
  }
}

/** The faults of gzip carry a code that begins with Z_, those of the system another one, those of the tar reader none. */
function archiveProblem(path: string, thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
  if (code?.startsWith('Z_')) return problem('archiveDamaged', { path, reason: 'its compression is damaged, cut off, or not gzip' })
  if (code !== undefined) return fileProblem(thrown, path)
  return problem('archiveDamaged', { path, reason: 'what is inside is no tar archive, or is cut off' })
}
