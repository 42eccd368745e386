import fc from 'fast-check'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPicture } from '#electron/images/decode'
import { StudioProblem } from '#shared/base/problem'
import { temporaryFolder } from '../datasets/cifarFiles'
import { fuzzing, fuzzTimeout, mutated } from '../datasets/mutations'
import { exifBlock, kinds, pngChunk, quartersPicture, withExif } from './samples'

/** Whatever is in the file, it is a picture of the size that was asked for, or a problem that was foreseen. */
async function isUnderstood(file: string): Promise<void> {
  const outcome = await readPicture(file, { height: 8, width: 8, channels: 3 }).catch((thrown: unknown) => thrown)
  if (outcome instanceof StudioProblem) expect(outcome.code).not.toBe('internal')
  else expect(outcome).toBeInstanceOf(Uint8Array)
  if (outcome instanceof Uint8Array) expect(outcome).toHaveLength(8 * 8 * 3)
}

describe('a damaged picture never surprises', () => {
  it.each(kinds)('in %s', async (kind) => {
    const file = join(await temporaryFolder(), 'picture')
    const picture = quartersPicture(kind, 40, 30)
    const files = kind === 'PNG' || kind === 'JPEG' || kind === 'WebP' ? [picture, withExif(kind, picture, exifBlock(6))] : [picture]
    await fc.assert(fc.asyncProperty(mutated(files), async (bytes) => {
      await writeFile(file, bytes)
      await isUnderstood(file)
    }), fuzzing(200))
  }, fuzzTimeout)

  it('in PNG with checksums that are right', async () => {
    const file = join(await temporaryFolder(), 'picture')
    await fc.assert(fc.asyncProperty(mutated([quartersPicture('PNG', 40, 30)]), async (bytes) => {
      await writeFile(file, withRightSums(bytes))
      await isUnderstood(file)
    }), fuzzing(200))
  }, fuzzTimeout)
})

/** Makes every chunk anew out of what its length and its type say it is. */
function withRightSums(png: Uint8Array): Buffer {
  const bytes = Buffer.from(png)
  const parts: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = Math.min(at + 8 + bytes.readUInt32BE(at), bytes.length)
    parts.push(pngChunk(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, end)))
    at = end + 4
  }
  return Buffer.concat(parts)
}
