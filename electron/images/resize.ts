import type { Image, SKRSContext2D } from '@napi-rs/canvas'

interface Size {
  readonly height: number
  readonly width: number
}

/** How many pixels are taken out of the decoded picture at once. */
const stripPixels = 2 ** 20

/** How pictures of other proportions are brought to a size: cut around the middle, fitted in with black margins, or pulled. */
export type Fit = 'crop' | 'fit' | 'stretch'

/**
 * A picture as bytes [height, width, 3], made smaller or larger, with white behind what is transparent.
 * Smaller: each pixel is the mean over the area that it stands for, so that no fine pattern turns into a coarse one.
 */
export async function resized(image: Image, size: Size, fit: Fit): Promise<Uint8Array> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const part = partsOf(image, size, fit)
  const pixels = resample((each) => createCanvas(each.width, each.height).getContext('2d'), image, part.from, part.to)
  return part.to.height === size.height && part.to.width === size.width ? pixels : withMargins(pixels, part.to, size)
}

/** A part of a picture in pixels, which need not be whole. */
interface Part extends Size {
  readonly left: number
  readonly top: number
}

/** Which part of a picture is taken, and how large it becomes. */
function partsOf(image: Size, size: Size, fit: Fit): { from: Part; to: Size } {
  if (fit === 'crop') {
    const scale = Math.min(image.width / size.width, image.height / size.height)
    const [width, height] = [scale * size.width, scale * size.height]
    return { from: { left: (image.width - width) / 2, top: (image.height - height) / 2, width, height }, to: size }
  }
  const from = { left: 0, top: 0, width: image.width, height: image.height }
  if (fit === 'stretch') return { from, to: size }
  const scale = Math.max(image.width / size.width, image.height / size.height)
  return { from, to: { height: Math.max(Math.round(image.height / scale), 1), width: Math.max(Math.round(image.width / scale), 1) } }
}

function withMargins(pixels: Uint8Array, inner: Size, size: Size): Uint8Array {
  const result = new Uint8Array(size.height * size.width * 3)
  const top = (size.height - inner.height) >> 1
  const left = (size.width - inner.width) >> 1
  for (let row = 0; row < inner.height; row++) {
    result.set(pixels.subarray(row * inner.width * 3, (row + 1) * inner.width * 3), ((top + row) * size.width + left) * 3)
  }
  return result
}

function resample(contextOf: (size: Size) => SKRSContext2D, image: Image, from: Part, { height, width }: Size): Uint8Array {
  const whiteCanvas = (size: Size): SKRSContext2D => {
    const context = contextOf(size)
    context.fillStyle = 'white'
    context.fillRect(0, 0, size.width, size.height)
    return context
  }
  const down = from.height / height
  const across = from.width / width
  if (down < 1 || across < 1 || (down === 1 && across === 1 && Number.isInteger(from.left) && Number.isInteger(from.top))) {
    const context = whiteCanvas({ height, width })
    context.drawImage(image, from.left, from.top, from.width, from.height, 0, 0, width, height)
    return withoutAlpha(context.getImageData(0, 0, width, height).data)
  }
  const sums = new Float64Array(height * width * 3)
  const rows = overlaps(from.top, down, height)
  const columns = overlaps(from.left, across, width)
  const atOnce = Math.max(Math.floor(stripPixels / columns.count), 1)
  for (let begin = 0; begin < rows.count; begin += atOnce) {
    const strip = { height: Math.min(atOnce, rows.count - begin), width: columns.count }
    const context = whiteCanvas(strip)
    context.drawImage(image, -columns.first, -rows.first - begin)
    addStrip(sums, width, { pixels: context.getImageData(0, 0, strip.width, strip.height).data, rows, columns, begin })
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / (down * across)))
}

function withoutAlpha(pixels: Uint8ClampedArray): Uint8Array {
  const result = new Uint8Array((pixels.length / 4) * 3)
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
    result[to] = pixels[from]!
    result[to + 1] = pixels[from + 1]!
    result[to + 2] = pixels[from + 2]!
  }
  return result
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
