import type { Extent } from '#shared/plan/sizes'
import { bytesOfOne, type Labels, type Pictures } from './pictures'

/** Shrunk pictures are kept in memory where all of them take no more bytes than this, as a split of that size is read into memory. */
const MOST_KEPT = 256e6

/**
 * Pictures shrunk to a size by the triangle filter: each pixel is the weighted mean of those that lie within one pixel of the new size from its middle, cut off
 * at the edge, as torchvision's and PIL's bilinear resizing with antialiasing. Along a direction that grows it is plain linear interpolation. Values are
 * rounded once, at the end. A picture is shrunk when it is first asked for, and kept where there is room for all.
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
  /** The picture with its height done and its width not, [height, old width, channels]. */
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
    this.half = new Float64Array(height * pictures.width * this.channels)
  }

  find(number: number): number {
    const at = this.known ? number * bytesOfOne(this) : 0
    if (this.known?.[number]) return at
    const from = this.pictures.find(number)
    this.down(this.pictures.room, from)
    this.across(at)
    if (this.known) this.known[number] = 1
    return at
  }

  /** Brings the picture that begins at `from` to its height. */
  private down(bytes: Uint8Array, from: number): void {
    const { pictures, height, channels, half, rows: { first, weights, count } } = this
    const length = pictures.width * channels
    half.fill(0)
    for (let row = 0, at = 0; row < height; row++) {
      for (let tap = 0; tap < count; tap++, at++) {
        const [weight, source, target] = [weights[at]!, from + (first[row]! + tap) * length, row * length]
        for (let i = 0; i < length; i++) half[target + i]! += weight * bytes[source + i]!
      }
    }
  }

  /** Brings it to its width, and writes it to the room. */
  private across(at: number): void {
    const { pictures, room, height, width, channels, half, columns: { first, weights, count } } = this
    for (let row = 0, target = at; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const source = (row * pictures.width + first[column]!) * channels
        for (let channel = 0; channel < channels; channel++, target++) {
          let sum = 0.5
          for (let tap = 0, i = source + channel; tap < count; tap++, i += channels) sum += weights[column * count + tap]! * half[i]!
          room[target] = sum
        }
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

/** The triangle filter from a line of so many pixels to one of so many. All pixels have as many taps, some of them of weight 0. */
function tapsOf(from: number, to: number): Taps {
  const scale = from / to
  const reach = Math.max(scale, 1)
  const middle = (at: number) => (at + 0.5) * scale - 0.5
  const begin = (at: number) => Math.max(Math.floor(middle(at) - reach) + 1, 0)
  const end = (at: number) => Math.min(Math.ceil(middle(at) + reach), from)
  const places = Array.from({ length: to }, (_, at) => at)
  const count = Math.max(...places.map((at) => end(at) - begin(at)))
  const first = Int32Array.from(places, (at) => Math.min(begin(at), from - count))
  const weights = new Float64Array(to * count)
  for (const at of places) {
    const own = weights.subarray(at * count, (at + 1) * count)
    for (let tap = 0; tap < count; tap++) own[tap] = Math.max(0, 1 - Math.abs(first[at]! + tap - middle(at)) / reach)
    const total = own.reduce((sum, weight) => sum + weight, 0)
    own.forEach((weight, tap) => (own[tap] = weight / total))
  }
  return { first, weights, count }
}
