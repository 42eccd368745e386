import { decodePicture, pictureBytes, pictureHeader, type Decoded } from '#electron/images/decode'
import type { Fit } from '#electron/images/resize'
import { phrase, type Phrase } from '#shared/base/phrase'
import { plain, StudioProblem, type Said } from '#shared/base/problem'
import { extname } from 'node:path'
import { oneByOne } from './inTurn'
import type { SourceFile } from './source'

/** What became of a file: its pixels [height, width, 3] or none, and what is to be said of it. */
export interface Outcome {
  readonly pixels?: Uint8Array
  /** Why it was left out, or what is unusual; empty when nothing is. */
  readonly said: readonly Said[]
  /** What went wrong that has nothing to do with the file. */
  readonly fault?: unknown
}

/** Below this a side shows nothing. */
const leastSide = 4
const mostEnlarged = 4
/** Larger pictures are decoded one at a time: 100 megapixels take 400 MB until they are made smaller. */
const largePixels = 4e6

const extensions: Readonly<Record<string, readonly string[]>> = {
  PNG: ['.png'], JPEG: ['.jpg', '.jpeg', '.jpe', '.jfif'], WebP: ['.webp'], GIF: ['.gif'], BMP: ['.bmp', '.dib'], AVIF: ['.avif', '.avifs'],
}

/** A reader of files that may be pictures, for one import. It never throws. */
export function reader(size: { readonly height: number; readonly width: number }, fit: Fit): (file: SourceFile) => Promise<Outcome> {
  const alone = oneByOne()
  const wanted = { ...size, channels: 3 } as const
  return async ({ name, path }) => {
    try {
      const bytes = await pictureBytes(path, name)
      const { height, width } = pictureHeader(name, bytes)
      if (Math.min(height, width) < leastSide) return { said: [phrase('tooSmallToShow', { width, height })] }
      const decode = () => decodePicture(name, bytes, wanted, fit)
      const picture = await (height * width > largePixels ? alone(decode) : decode())
      return { pixels: picture.pixels, said: unusual(name, picture, size) }
    } catch (thrown) {
      return thrown instanceof StudioProblem ? { said: [plain(thrown)] } : { said: [], fault: thrown }
    }
  }
}

function unusual(name: string, { pixels, kind, height, width }: Decoded, size: { readonly height: number; readonly width: number }): Phrase[] {
  const said: Phrase[] = []
  const extension = extname(name).toLowerCase()
  if (extension !== '' && !extensions[kind]?.includes(extension)) said.push(phrase('calledOtherwise', { extension, kind }))
  if (isPlain(pixels)) said.push(phrase('ofOneColour'))
  if (Math.min(height / size.height, width / size.width) * mostEnlarged < 1) said.push(phrase('muchEnlarged', { width, height, times: mostEnlarged }))
  return said
}

function isPlain(pixels: Uint8Array): boolean {
  for (let i = 3; i < pixels.length; i++) if (pixels[i] !== pixels[i - 3]) return false
  return true
}
