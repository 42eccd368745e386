import type { Extent } from '#shared/plan/sizes'
import { bytesOfOne, type Labels, type Pictures } from './pictures'

/** Shrunk pictures are kept in memory, where all of them take no more bytes than this. */
const MOST_KEPT = 2 ** 30

/**
 * Pictures shrunk to a size by the triangle filter: each pixel is the weighted mean of those that lie within one pixel of the new size from its middle, cut off
 * at the edge, as torchvision's and PIL's bilinear resizing with antialiasing. Along a direction that grows it is plain linear interpolation. Values are
 * rounded once, at the end. A picture is shrunk when it is first asked for.
 */
export class Shrunk implements Pictures {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly labels: Labels
  readonly room: Uint8Array
  /** Whether each picture lies in the room already; absent where the room is for one alone. */
  private readonly known: Uint8Array | undefined
  private readonly rows: Taps
  private readonly columns: Taps
  /** The picture with its width done and its height not, [old height, width, channels]. */
  private readonly half: Float64Array

  constructor(private readonly pictures: Pictures, { height, width }: Extent, mostKept = MOST_KEPT) {
    this.count = pictures.count
    this.height = height
    this.width = width
    this.channels = pictures.channels
    this.labels = pictures.labels
    const length = bytesOfOne(this)
    const kept = this.count * length <= mostKept
    if (kept) this.known = new Uint8Array(this.count)
    this.room = new Uint8Array(kept ? this.count * length : length)
    this.rows = tapsOf(pictures.height, height)
    this.columns = tapsOf(pictures.width, width)
    this.half = new Float64Array(pictures.height * width * this.channels)
  }

  find(number: number): number {
    const at = this.known ? number * bytesOfOne(this) : 0
    if (this.known?.[number]) return at
    this.across(this.pictures.room, this.pictures.find(number))
    this.down(at)
    if (this.known) this.known[number] = 1
    return at
  }

  /** Brings the picture that begins at `from` to its width. */
  private across(bytes: Uint8Array, from: number): void {
    const { pictures, width, channels, half, columns: { first, weights, count } } = this
    for (let row = 0, target = 0; row < pictures.height; row++) {
      const begin = from + row * pictures.width * channels
      for (let column = 0; column < width; column++) {
        const source = begin + first[column]! * channels
        for (let channel = 0; channel < channels; channel++, target++) {
          let sum = 0
          for (let tap = 0, i = source + channel; tap < count; tap++, i += channels) sum += weights[column * count + tap]! * bytes[i]!
          half[target] = sum
        }
      }
    }
  }

  /** Brings it to its height, and writes it to the room. */
  private down(at: number): void {
    const { room, height, half, rows: { first, weights, count } } = this
    const length = this.width * this.channels
    for (let row = 0; row < height; row++) {
      const source = first[row]! * length
      const target = at + row * length
      for (let i = 0; i < length; i++) {
        let sum = 0.5
        for (let tap = 0, from = source + i; tap < count; tap++, from += length) sum += weights[row * count + tap]! * half[from]!
        room[target + i] = sum
      }
    }
  }
}

/** Of what the pixels of a line are made: pixel i of the old ones first[i], first[i] + 1, … by the weights [new, count]. */
interface Taps {
  readonly first: Int32Array
  readonly weights: Float64Array
  readonly count: number
}

/** The triangle filter from a line of so many pixels to one of so many. All pixels have as many taps, those at the edge some of weight 0. */
function tapsOf(from: number, to: number): Taps {
  const scale = from / to
  const reach = Math.max(scale, 1)
  const count = Math.min(Math.ceil(2 * reach) + 1, from)
  const first = new Int32Array(to)
  const weights = new Float64Array(to * count)
  for (let at = 0; at < to; at++) {
    const middle = (at + 0.5) * scale - 0.5
    first[at] = Math.min(Math.max(Math.ceil(middle - reach), 0), from - count)
    const own = weights.subarray(at * count, (at + 1) * count)
    for (let tap = 0; tap < count; tap++) own[tap] = Math.max(0, 1 - Math.abs(first[at]! + tap - middle) / reach)
    const total = own.reduce((sum, weight) => sum + weight, 0)
    own.forEach((weight, tap) => (own[tap] = weight / total))
  }
  return { first, weights, count }
}
