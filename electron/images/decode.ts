import { fileProblem } from '#electron/files/fileProblem'
import { problem } from '#shared/base/problem'
import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pictureFormats } from './formats'
import { swapsSides, upright } from './orientation'
import { resized, type Fit } from './resize'

const mostFileBytes = 256e6
const mostMegapixels = 100
/** Handing a file of this size to another thread takes several times as long as reading it. */
const smallBytes = 1e5

/** The size that a picture is brought to. */
export interface PictureSize {
  readonly height: number
  readonly width: number
  readonly channels: 3
}

/** A picture that was decoded. */
export interface Decoded {
  /** [height, width, 3]. */
  readonly pixels: Uint8Array
  /** The kind of file that it really was, PNG for example. */
  readonly kind: string
  /** Of the picture as it was, upright. */
  readonly height: number
  readonly width: number
}

/**
 * A picture file as bytes [height, width, 3]: upright, what is transparent put on white, made smaller or larger until it just covers the
 * size, and cut around its middle. Of an animation the first frame counts. Throws a problem that names the file when it cannot be read.
 */
export async function readPicture(file: string, size: PictureSize): Promise<Uint8Array> {
  return (await decodePicture(file, await pictureBytes(file), size, 'crop')).pixels
}

/** As readPicture, of bytes that are at hand; they are changed. `file` is what problems call it. */
export async function decodePicture(file: string, bytes: Buffer, size: PictureSize, fit: Fit): Promise<Decoded> {
  const { kind, height, width, orientation, orientationMark } = pictureHeader(file, bytes)
  if (orientationMark !== undefined) bytes.fill(0, orientationMark, orientationMark + 4)
  const damaged = () => problem('pictureDamaged', { file, kind })
  const { loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(bytes).catch(() => { throw damaged() })
  if (!(image.width > 0 && image.height > 0)) throw damaged()
  checkSize(file, image)
  const stored = swapsSides(orientation) ? { height: size.width, width: size.height } : size
  return { pixels: upright(await resized(image, stored, fit), { ...stored, channels: 3 }, orientation), kind, height, width }
}

/** What the bytes of a picture file say of it before it is decoded; height and width are those of the upright picture. Throws as readPicture does. */
export function pictureHeader(file: string, bytes: Buffer): Omit<Decoded, 'pixels'> & { readonly orientation: number; readonly orientationMark?: number | undefined } {
  if (bytes.length === 0) throw problem('pictureEmpty', { file })
  const format = pictureFormats.find((each) => each.matches(bytes))
  if (!format) throw problem('pictureUnknown', { file })
  const header = format.header(bytes)
  if (header?.state === 'cut') throw problem('pictureCut', { file, kind: format.name })
  if (!header || header.state === 'damaged' || !(header.width > 0 && header.height > 0)) throw problem('pictureDamaged', { file, kind: format.name })
  checkSize(file, header)
  const { orientation, orientationMark } = header
  const [height, width] = swapsSides(orientation) ? [header.width, header.height] : [header.height, header.width]
  return { kind: format.name, height, width, orientation, orientationMark }
}

/** The bytes of a picture file; throws a problem that calls it `name` when there are none, or far too many. */
export async function pictureBytes(file: string, name = file): Promise<Buffer> {
  try {
    const found = statSync(file)
    if (!found.isFile()) throw problem('pictureNoFile', { file: name })
    if (found.size === 0) throw problem('pictureEmpty', { file: name })
    if (found.size > mostFileBytes) throw problem('pictureFileTooLarge', { file: name, megabytes: Math.round(found.size / 1e6), most: mostFileBytes / 1e6 })
    return found.size <= smallBytes ? readFileSync(file) : await readFile(file)
  } catch (thrown) {
    throw fileProblem(thrown, name)
  }
}

function checkSize(file: string, { width, height }: { width: number; height: number }): void {
  if (width * height > mostMegapixels * 1e6) throw problem('pictureTooLarge', { file, width, height, megapixels: mostMegapixels })
}
