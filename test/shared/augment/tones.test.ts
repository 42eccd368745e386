import { describe, expect, it } from 'vitest'
import { autoContrast, equalize, posterize, solarize } from '#shared/augment/tones'

const row = { height: 1, width: 4, channels: 1 }
function changed(change: (bytes: Uint8Array) => void, ...bytes: number[]): number[] {
  const picture = Uint8Array.from(bytes)
  change(picture)
  return [...picture]
}

describe('changes of tone', () => {
  it('posterize keeps the highest bits', () => {
    expect(changed((bytes) => posterize(bytes, 0, row, 2), 0, 63, 64, 255)).toEqual([0, 0, 64, 192])
    expect(changed((bytes) => posterize(bytes, 0, row, 8), 1, 2, 254, 255)).toEqual([1, 2, 254, 255])
  })
  it('solarize inverts what is bright', () => {
    expect(changed((bytes) => solarize(bytes, 0, row, 128), 0, 127, 128, 255)).toEqual([0, 127, 127, 0])
  })
  it('autoContrast stretches each channel by itself, and leaves one alone that never changes', () => {
    expect(changed((bytes) => autoContrast(bytes, 0, row), 100, 110, 120, 150)).toEqual([0, 51, 102, 255])
    expect(changed((bytes) => autoContrast(bytes, 0, { height: 2, width: 1, channels: 2 }), 10, 9, 20, 9)).toEqual([0, 9, 255, 9])
  })
  it("equalize gives every part of the scale equally many pixels, as PIL's does", () => {
    // 1,024 pixels, half of them 10, a quarter 20, a quarter 30: the step is ⌊(1024 - 256) / 255⌋ = 3, and the scale ends at 255.
    const picture = Uint8Array.from({ length: 1024 }, (_, i) => (i < 512 ? 10 : i < 768 ? 20 : 30))
    equalize(picture, 0, { height: 32, width: 32, channels: 1 })
    expect([picture[0], picture[512], picture[768]]).toEqual([0, Math.floor(513 / 3), 255])
    expect(changed((bytes) => equalize(bytes, 0, row), 1, 2, 3, 4)).toEqual([1, 2, 3, 4])
  })
})
