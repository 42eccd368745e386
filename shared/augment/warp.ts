import { copied } from './scratch'
import type { Size } from './size'

/** Where a pixel comes from, both places counted from the picture's middle: right' = a·right + b·down + c, down' = d·right + e·down + f. */
export type Origin = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** What is beyond an edge: black, or the picture mirrored, its outermost pixels doubled. */
export type Edge = 'black' | 'mirrored'

/**
 * Where pixels come from when a picture is turned by `angle` and sheared by `shear` (both in degrees; along the rows), scaled, and moved:
 * the inverse of torchvision's RandomAffine, whose angles turn clockwise on the screen.
 */
export function affineOrigin({ angle = 0, shear = 0, scale = 1, right = 0, down = 0 }: { angle?: number; shear?: number; scale?: number; right?: number; down?: number }): Origin {
  const [turn, slope] = [(angle * Math.PI) / 180, Math.tan((shear * Math.PI) / 180)]
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)]
  const [a, b, d, e] = [(cos - sin * slope) / scale, (sin + cos * slope) / scale, -sin / scale, cos / scale]
  return [a, b, -a * right - b * down, d, e, -d * right - e * down]
}

/** Fills a picture, in place, with what lies at each pixel's origin, bilinear between four pixels: `grid_sample` of PyTorch with align_corners=False. */
export function warp(bytes: Uint8Array, at: number, { height, width, channels }: Size, [a, b, c, d, e, f]: Origin, edge: Edge): void {
  const source = copied(bytes, at, height * width * channels)
  const rowLength = width * channels
  const [middleRight, middleDown] = [(width - 1) / 2, (height - 1) / 2]
  let target = at
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++, target += channels) {
      const fromRight = column - middleRight
      const fromDown = row - middleDown
      let x = a * fromRight + b * fromDown + c + middleRight
      let y = d * fromRight + e * fromDown + f + middleDown
      if (edge === 'mirrored') {
        x = mirrored(x, width)
        y = mirrored(y, height)
      }
      const left = Math.floor(x)
      const top = Math.floor(y)
      const toRight = x - left
      const toBottom = y - top
      const hasLeft = left >= 0 && left < width
      const hasRight = left >= -1 && left < width - 1
      const hasTop = top >= 0 && top < height
      const hasBottom = top >= -1 && top < height - 1
      const topLeft = top * rowLength + left * channels
      for (let channel = 0; channel < channels; channel++) {
        const i = topLeft + channel
        let value = 0
        if (hasTop && hasLeft) value += source[i]! * (1 - toRight) * (1 - toBottom)
        if (hasTop && hasRight) value += source[i + channels]! * toRight * (1 - toBottom)
        if (hasBottom && hasLeft) value += source[i + rowLength]! * (1 - toRight) * toBottom
        if (hasBottom && hasRight) value += source[i + rowLength + channels]! * toRight * toBottom
        bytes[target + channel] = value + 0.5
      }
    }
  }
}

/** A place brought back between the outer edges of the first and the last pixel, -0.5 and count - 0.5, as between two mirrors, then to a pixel's middle. */
function mirrored(place: number, count: number): number {
  const period = 2 * count
  const inPeriod = (((place + 0.5) % period) + period) % period
  const inside = (inPeriod < count ? inPeriod : period - inPeriod) - 0.5
  return Math.min(Math.max(inside, 0), count - 1)
}
