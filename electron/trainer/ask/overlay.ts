import { heatColour } from '#shared/metrics/heatColour'

interface Picture {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly bytes: Uint8Array
}
interface Heat {
  readonly height: number
  readonly width: number
  /** 0 to 1, [height, width]. */
  readonly heat: Float32Array
}

/** The longer side of each of the two pictures at least, in pixels. */
const leastSide = 384
/** How much of the picture the hottest place covers. */
const cover = 0.8
const middleGrey = 128
const gap = 12
const scaleHeight = 16

/** A PNG file: the picture as the network sees it, beside it the same in grey with the heat over it, and below the same on an even grey, from 0 to 1. */
export async function overlay(picture: Picture, heat: Heat): Promise<Buffer> {
  const { createCanvas, ImageData } = await import('@napi-rs/canvas')
  const times = Math.max(1, Math.ceil(leastSide / Math.max(picture.height, picture.width)))
  const [height, width] = [picture.height * times, picture.width * times]
  const canvas = createCanvas(2 * width + gap, height + gap + scaleHeight)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const draw = (left: number, top: number, size: { height: number; width: number }, colour: (row: number, column: number) => readonly number[]) => {
    const pixels = new Uint8ClampedArray(size.height * size.width * 4)
    for (let row = 0, at = 0; row < size.height; row++)
      for (let column = 0; column < size.width; column++, at += 4) pixels.set([...colour(row, column), 255], at)
    context.putImageData(new ImageData(pixels, size.width, size.height), left, top)
  }
  const seen = (row: number, column: number) => colourAt(picture, Math.floor(row / times), Math.floor(column / times))

  draw(0, 0, { height, width }, seen)
  draw(width + gap, 0, { height, width }, (row, column) => {
    const [red, green, blue] = seen(row, column)
    const grey = 0.299 * red + 0.587 * green + 0.114 * blue
    return warmed(grey, heatAt(heat, (row + 0.5) / height, (column + 0.5) / width))
  })
  draw(width + gap, height + gap, { height: scaleHeight, width }, (_, column) => warmed(middleGrey, column / (width - 1)))
  return canvas.toBuffer('image/png')
}

/** The hotter a place is, the more of the heat's colour lies over it. */
function warmed(grey: number, heat: number): number[] {
  return heatColour(heat).map((part) => grey + cover * heat * (part - grey))
}

function colourAt({ width, channels, bytes }: Picture, row: number, column: number): [number, number, number] {
  const at = (row * width + column) * channels
  return channels === 1 ? [bytes[at]!, bytes[at]!, bytes[at]!] : [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!]
}

/** Heat between the middles of its places, `down` and `across` from 0 to 1. */
function heatAt({ height, width, heat }: Heat, down: number, across: number): number {
  const [row, downward] = between(down, height)
  const [column, rightward] = between(across, width)
  const value = (r: number, c: number) => heat[Math.min(r, height - 1) * width + Math.min(c, width - 1)]!
  const line = (r: number) => value(r, column) * (1 - rightward) + value(r, column + 1) * rightward
  return line(row) * (1 - downward) + line(row + 1) * downward
}

/** The place before, and how far it is to the next. */
function between(share: number, places: number): [number, number] {
  const at = Math.min(places - 1, Math.max(0, share * places - 0.5))
  return [Math.floor(at), at - Math.floor(at)]
}
