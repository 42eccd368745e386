import type { Canvas, Image, SKRSContext2D } from '@napi-rs/canvas'

interface Size {
  readonly height: number
  readonly width: number
}

/** How many pixels are taken out of the decoded picture at once. */
const stripPixels = 2 ** 20

/**
 * The middle of a picture as bytes [height, width, 3], made smaller or larger until it just covers the size, with white behind what is
 * transparent. Smaller: each pixel is the mean over the area that it stands for, so that no fine pattern turns into a coarse one.
 */
export async function coverSize(image: Image | Canvas, { height, width }: Size): Promise<Uint8Array> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const whiteCanvas = (size: Size): SKRSContext2D => {
    const context = createCanvas(size.width, size.height).getContext('2d')
    context.fillStyle = 'white'
    context.fillRect(0, 0, size.width, size.height)
    return context
  }
  const scale = Math.min(image.width / width, image.height / height)
  const left = (image.width - scale * width) / 2
  const top = (image.height - scale * height) / 2

  if (scale < 1) {
    const context = whiteCanvas({ height, width })
    context.drawImage(image, left, top, scale * width, scale * height, 0, 0, width, height)
    const pixels = context.getImageData(0, 0, width, height).data
    return Uint8Array.from({ length: height * width * 3 }, (_, i) => pixels[Math.floor(i / 3) * 4 + (i % 3)]!)
  }
  const sums = new Float64Array(height * width * 3)
  const rows = overlaps(top, scale, height)
  const columns = overlaps(left, scale, width)
  const atOnce = Math.max(Math.floor(stripPixels / columns.count), 1)
  for (let begin = 0; begin < rows.count; begin += atOnce) {
    const strip = { height: Math.min(atOnce, rows.count - begin), width: columns.count }
    const context = whiteCanvas(strip)
    context.drawImage(image, -columns.first, -rows.first - begin)
    addStrip(sums, width, { pixels: context.getImageData(0, 0, strip.width, strip.height).data, rows, columns, begin })
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / (scale * scale)))
}

/** How a picture of other proportions is brought to a size: cut around its middle, whole with a white margin, or pulled. */
export type Fit = 'crop' | 'fit' | 'stretch'

/** The same picture in the proportions of a size: with a margin, or pulled; what is then brought to the size loses nothing. */
export async function inProportion(image: Image, { height, width }: Size, fit: Exclude<Fit, 'crop'>): Promise<Canvas> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const wide = image.width / width > image.height / height
  // Along the side that fills the size already nothing changes; the other one is made longer.
  const [whole, high] = wide ? [image.width, Math.round((image.width * height) / width)] : [Math.round((image.height * width) / height), image.height]
  const canvas = createCanvas(Math.max(1, whole), Math.max(1, high))
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  if (fit === 'stretch') context.drawImage(image, 0, 0, canvas.width, canvas.height)
  else context.drawImage(image, Math.round((canvas.width - image.width) / 2), Math.round((canvas.height - image.height) / 2))
  return canvas
}

/** Which of the pixels of a line of the picture lie in which of the result: each of them in one, or partly in the next one too. */
interface Overlaps {
  /** The first pixel of the picture that counts, and how many do. */
  readonly first: number
  readonly count: number
  /** For each: the pixel of the result, how much lies in that, and how much in the next. */
  readonly target: Int32Array
  readonly inTarget: Float64Array
  readonly inNext: Float64Array
}

function overlaps(start: number, scale: number, targets: number): Overlaps {
  const end = start + scale * targets
  const first = Math.floor(start)
  const count = Math.ceil(end) - first
  const [target, inTarget, inNext] = [new Int32Array(count), new Float64Array(count), new Float64Array(count)]
  for (let i = 0; i < count; i++) {
    const from = Math.max(first + i, start)
    const to = Math.min(first + i + 1, end)
    target[i] = Math.min(Math.floor((from - start) / scale), targets - 1)
    const border = start + (target[i]! + 1) * scale
    inTarget[i] = Math.min(to, border) - from
    inNext[i] = target[i] === targets - 1 ? 0 : Math.max(to - border, 0)
  }
  return { first, count, target, inTarget, inNext }
}

interface Strip {
  /** RGBA, all of the columns. */
  readonly pixels: Uint8ClampedArray
  readonly rows: Overlaps
  readonly columns: Overlaps
  /** The first of the rows that is in the strip. */
  readonly begin: number
}

/** Adds the pixels of a strip to the sums [height, width, 3] of the pixels of the result that they lie in. */
function addStrip(sums: Float64Array, width: number, { pixels, rows, columns, begin }: Strip): void {
  const line = new Float64Array((width + 1) * 3)
  for (let from = 0, row = begin; from < pixels.length; row++) {
    line.fill(0)
    for (let column = 0; column < columns.count; column++, from += 4) {
      const at = columns.target[column]! * 3
      for (let channel = 0; channel < 3; channel++) {
        const value = pixels[from + channel]!
        line[at + channel]! += value * columns.inTarget[column]!
        line[at + 3 + channel]! += value * columns.inNext[column]!
      }
    }
    const at = rows.target[row]! * width * 3
    for (let i = 0; i < width * 3; i++) sums[at + i]! += line[i]! * rows.inTarget[row]!
    if (rows.inNext[row]! > 0) for (let i = 0; i < width * 3; i++) sums[at + width * 3 + i]! += line[i]! * rows.inNext[row]!
  }
}
