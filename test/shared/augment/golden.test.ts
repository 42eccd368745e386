import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brighten, contrast, saturate, turnHue } from '#shared/augment/colours'
import { cropMirrored } from '#shared/augment/crop'
import { affineOrigin, warp, type Edge } from '#shared/augment/warp'

/** test/fixtures/golden/augment.py says what each value is. */
interface Golden {
  size: { height: number; width: number; channels: number }
  picture: number[]
  affine: { angle: number; shear: number; scale: number; edge: Edge; bytes: number[] }[]
  colour: { change: 'brightness' | 'contrast' | 'saturation' | 'hue'; amount: number; bytes: number[] }[]
  mirrored: { down: number; right: number; bytes: number[] }[]
}
const { size, picture, ...golden } = JSON.parse(readFileSync(new URL('../../fixtures/golden/augment.json', import.meta.url), 'utf8')) as Golden

/** The largest difference; what was rounded to bytes may be half of one away, and the golden values half of their last digit. */
const off = (values: ArrayLike<number>, wanted: readonly number[]) => Math.max(...wanted.map((value, i) => Math.abs(values[i]! - value)))

describe("augmentations are PyTorch's", () => {
  it.each(golden.affine)('turned by $angle degrees, sheared by $shear, scaled by $scale, $edge beyond the edge', ({ edge, bytes, ...how }) => {
    const result = Uint8Array.from(picture)
    warp(result, 0, size, affineOrigin(how), edge)
    expect(off(result, bytes)).toBeLessThan(0.52)
  })

  it.each(golden.colour)('$change by $amount', ({ change, amount, bytes }) => {
    const values = Float32Array.from(picture)
    if (change === 'brightness') brighten(values, amount)
    if (change === 'contrast') contrast(values, 3, amount)
    if (change === 'saturation') saturate(values, amount)
    if (change === 'hue') turnHue(values, amount)
    expect(off(values, bytes)).toBeLessThan(0.006)
  })

  it.each(golden.mirrored)('cut $down down and $right right out of mirrored padding', ({ down, right, bytes }) => {
    const result = new Uint8Array(picture.length)
    cropMirrored(Uint8Array.from(picture), 0, result, 0, size, { down, right })
    expect([...result]).toEqual(bytes)
  })
})
