import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { overlay } from '#electron/trainer/ask/overlay'

const { createCanvas, loadImage } = createRequire(import.meta.url)('@napi-rs/canvas') as typeof import('@napi-rs/canvas')

/** The colours of a PNG file at a place. */
async function pixels(file: Buffer): Promise<(x: number, y: number) => number[]> {
  const image = await loadImage(file)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return (x, y) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3)
}

describe('the drawing of an explanation', () => {
  // Two by two pixels, each 192 wide: red, green, blue, white; the heat lies on the last one alone.
  const picture = { height: 2, width: 2, channels: 3, bytes: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255) }
  const heat = { height: 2, width: 2, heat: Float32Array.of(0, 0, 0, 1) }

  it('has the picture as it is, and beside it in grey with the heat where it lies', async () => {
    const at = await pixels(await overlay(picture, heat))
    expect([at(10, 10), at(370, 10), at(10, 370), at(370, 370)]).toEqual([[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]])
    expect(at(396 + 10, 10)).toEqual([76, 76, 76])
    const [red, green, blue] = at(396 + 370, 370) as [number, number, number]
    expect(red).toBeGreaterThan(250)
    expect(blue).toBeLessThan(200)
    expect(green).toBeLessThan(red)
  })

  it('takes a grey picture too', async () => {
    const at = await pixels(await overlay({ height: 1, width: 2, channels: 1, bytes: Uint8Array.of(50, 200) }, { height: 1, width: 1, heat: Float32Array.of(0) }))
    expect([at(10, 10), at(370, 10), at(396 + 10, 10), at(396 + 370, 10)]).toEqual([[50, 50, 50], [200, 200, 200], [50, 50, 50], [200, 200, 200]])
  })
})
