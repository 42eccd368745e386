import { random, type Random } from '#shared/base/random'
import type { Rgb } from './colour'
import type { Distance } from './distances'
import type { Pattern } from './patterns'

/** Two colours and where each of them is. */
export interface Paint {
  readonly pattern: Pattern
  readonly first: Rgb
  readonly second: Rgb
}

/** The circle that a figure lies in, in pixels: nothing is painted outside. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly reach: number
}

/** A square picture that is being painted, red, green and blue from 0 to 255, not rounded. */
export class Canvas {
  private readonly values: Float32Array

  constructor(readonly side: number) {
    this.values = new Float32Array(side * side * 3)
  }

  /** Covers everything. */
  fill(paint: Paint): void {
    this.stamp(() => -1, paint, 1, { x: this.side / 2, y: this.side / 2, reach: this.side })
  }

  /** Lays paint where the figure is; `distance` is in pixels, and its edge is one pixel wide, which is what keeps it smooth. */
  stamp(distance: Distance, { pattern, first, second }: Paint, opacity: number, { x, y, reach }: Bounds): void {
    const { values, side } = this
    const [left, right] = [Math.max(Math.floor(x - reach), 0), Math.min(Math.ceil(x + reach), side)]
    const [top, bottom] = [Math.max(Math.floor(y - reach), 0), Math.min(Math.ceil(y + reach), side)]
    for (let row = top; row < bottom; row++) {
      const below = row + 0.5 - y
      for (let column = left; column < right; column++) {
        const beside = column + 0.5 - x
        if (beside * beside + below * below > reach * reach) continue
        const covered = 0.5 - distance(column + 0.5, row + 0.5)
        if (covered <= 0) continue
        const over = covered < 1 ? covered * opacity : opacity
        const share = pattern(column + 0.5, row + 0.5)
        const at = (row * side + column) * 3
        values[at] = values[at]! + over * (first[0] + share * (second[0] - first[0]) - values[at]!)
        values[at + 1] = values[at + 1]! + over * (first[1] + share * (second[1] - first[1]) - values[at + 1]!)
        values[at + 2] = values[at + 2]! + over * (first[2] + share * (second[2] - first[2]) - values[at + 2]!)
      }
    }
  }

  /** Writes the picture as bytes [height, width, 3] with grain: the deviation of what its three channels share and of what each has alone. */
  develop(to: Uint8Array, at: number, grain: { shared: number; own: number }, source: Random): void {
    const { values } = this
    for (let i = 0; i < values.length; i += 3) {
      const bits = (source.uniform() * 0x100000000) | 0
      const shared = grain.shared * deviates[bits & 255]! + 0.5
      to[at + i] = toByte(values[i]! + shared + grain.own * deviates[(bits >>> 8) & 255]!)
      to[at + i + 1] = toByte(values[i + 1]! + shared + grain.own * deviates[(bits >>> 16) & 255]!)
      to[at + i + 2] = toByte(values[i + 2]! + shared + grain.own * deviates[bits >>> 24]!)
    }
  }
}

/** Numbers of the standard normal distribution to pick from by a byte, which is many times faster than making them. */
const deviates = (() => {
  const source = random(0x67726169)
  return Float32Array.from({ length: 256 }, () => source.normal())
})()

const toByte = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : Math.floor(value))
