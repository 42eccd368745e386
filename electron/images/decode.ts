import { fileProblem } from '#electron/files/fileProblem'
import { problem } from '#shared/base/problem'
import { readFile, stat } from 'node:fs/promises'
import { coverSize, inProportion, type Fit } from './cover'
import { pictureFormats } from './formats'
import { swapsSides, upright } from './orientation'

const mostFileBytes = 256e6
const mostMegapixels = 100

/** The size that a picture is brought to. */
export interface PictureSize {
  readonly height: number
  readonly width: number
  readonly channels: 3
}

/**
 * A picture file as bytes [height, width, 3]: upright, what is transparent put on white, made smaller or larger until it just covers the
 * size, and cut around its middle. Of an animation the first frame counts. Throws a problem that names the file when it cannot be read.
 */
export async function readPicture(file: string, size: PictureSize): Promise<Uint8Array> {
  return decodePicture(await bytesOf(file), file, size)
}

/** The same of a picture file that is in memory already, called `file` in what is said of it. The bytes may be written to. */
export async function decodePicture(bytes: Buffer, file: string, size: PictureSize, fit: Fit = 'crop'): Promise<Uint8Array> {
  if (bytes.length === 0) throw problem('pictureEmpty', { file })
  const format = pictureFormats.find((each) => each.matches(bytes))
  if (!format) throw problem('pictureUnknown', { file })
  const header = format.header(bytes)
  const damaged = () => problem('pictureDamaged', { file, kind: format.name })
  if (header?.state === 'cut') throw problem('pictureCut', { file, kind: format.name })
  if (!header || header.state === 'damaged' || !(header.width > 0 && header.height > 0)) throw damaged()
  checkSize(file, header)

  if (header.orientationMark !== undefined) bytes.fill(0, header.orientationMark, header.orientationMark + 4)
  const { loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(bytes).catch(() => { throw damaged() })
  if (!(image.width > 0 && image.height > 0)) throw damaged()
  checkSize(file, image)
  const stored = swapsSides(header.orientation) ? { height: size.width, width: size.height } : size
  const shaped = fit === 'crop' ? image : await inProportion(image, stored, fit)
  return upright(await coverSize(shaped, stored), { ...stored, channels: 3 }, header.orientation)
}

/** Height and width of a picture as it is seen, upright, out of its first bytes; nothing when they do not say. */
export function seenSize(bytes: Buffer): { readonly height: number; readonly width: number } | undefined {
  const header = pictureFormats.find((each) => each.matches(bytes))?.header(bytes)
  if (!header || header.state === 'damaged' || header.state === 'cut' || !(header.width > 0 && header.height > 0)) return undefined
  return swapsSides(header.orientation) ? { height: header.width, width: header.height } : { height: header.height, width: header.width }
}

/** Reads a picture file whole; throws what keeps it. */
export async function bytesOf(file: string): Promise<Buffer> {
  try {
    const found = await stat(file)
    if (!found.isFile()) throw problem('pictureNoFile', { file })
    if (found.size === 0) throw problem('pictureEmpty', { file })
    if (found.size > mostFileBytes) throw problem('pictureFileTooLarge', { file, megabytes: Math.round(found.size / 1e6), most: mostFileBytes / 1e6 })
    return await readFile(file)
  } catch (thrown) {
    throw fileProblem(thrown, file)
  }
}

function checkSize(file: string, { width, height }: { width: number; height: number }): void {
  if (width * height > mostMegapixels * 1e6) throw problem('pictureTooLarge', { file, width, height, megapixels: mostMegapixels })
}
