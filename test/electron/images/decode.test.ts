import { createCanvas } from '@napi-rs/canvas'
import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPicture } from '#electron/images/decode'
import { temporaryFolder } from '../datasets/cifarFiles'
import { cornersOf, exifBlock, kinds, pngChunk, quartersPicture, withExif } from './samples'

const size = { height: 32, width: 32, channels: 3 } as const
const read = async (bytes: Uint8Array | string, wanted: { height: number; width: number; channels: 3 } = size, name = 'picture') =>
  readPicture(join(await temporaryFolder({ [name]: bytes }), name), wanted)

describe('reading a picture', () => {
  it.each(kinds)('reads %s, whatever the file is called', async (kind) => {
    const pixels = await read(quartersPicture(kind, 64, 64), size, 'picture.txt')
    expect(pixels).toHaveLength(32 * 32 * 3)
    expect(cornersOf(pixels, size)).toBe('RGBY')
  })

  it.each([
    ['larger', 640, 640], ['smaller', 8, 8], ['the same', 32, 32], ['hardly larger', 33, 47], ['wide', 900, 40], ['tall', 40, 900],
  ])('brings a picture that is %s to the size', async (_what, width, height) => {
    const pixels = await read(quartersPicture('PNG', width, height))
    expect(cornersOf(pixels, size)).toBe('RGBY')
  })

  it('cuts the middle out of what is longer', async () => {
    const canvas = createCanvas(300, 100)
    const context = canvas.getContext('2d')
    for (const [i, colour] of ['#ff0000', '#00ff00', '#0000ff'].entries()) {
      context.fillStyle = colour
      context.fillRect(100 * i, 0, 100, 100)
    }
    const pixels = await read(canvas.encodeSync('png'))
    expect(pixels).toEqual(Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (i % 3 === 1 ? 255 : 0)))
  })

  it('covers a size that is not square', async () => {
    const wanted = { height: 20, width: 60, channels: 3 } as const
    const pixels = await read(quartersPicture('PNG', 200, 200), wanted)
    expect(pixels).toHaveLength(20 * 60 * 3)
    expect(cornersOf(pixels, wanted)).toBe('RGBY')
  })

  it('makes a fine pattern grey when it shrinks it, not another pattern', async () => {
    const canvas = createCanvas(1000, 1000)
    const context = canvas.getContext('2d')
    const image = context.createImageData(1000, 1000)
    for (let i = 0; i < 1e6; i++) image.data.set([((i % 1000) % 3) * 127, (Math.floor(i / 1000) % 2) * 255, 255, 255], 4 * i)
    context.putImageData(image, 0, 0)
    const pixels = await read(canvas.encodeSync('png'))
    for (let i = 0; i < pixels.length; i += 3) {
      expect(Math.abs(pixels[i]! - 127)).toBeLessThanOrEqual(5)
      expect(Math.abs(pixels[i + 1]! - 127)).toBeLessThanOrEqual(5)
    }
  })

  it('gives each pixel the mean over the area that it stands for', async () => {
    const canvas = createCanvas(256, 256)
    const context = canvas.getContext('2d')
    const image = context.createImageData(256, 256)
    const brightness = (x: number, y: number) => Math.round(127 + 60 * Math.sin(x / 9 + y / 17) + 60 * Math.sin((x * y) / 900))
    for (let i = 0; i < 65536; i++) image.data.set([brightness(i % 256, i >> 8), 0, 0, 255], 4 * i)
    context.putImageData(image, 0, 0)
    const pixels = await read(canvas.encodeSync('png'))
    for (let i = 0; i < 1024; i++) {
      let mean = 0
      for (let k = 0; k < 64; k++) mean += brightness((i % 32) * 8 + (k % 8), (i >> 5) * 8 + (k >> 3)) / 64
      expect(Math.abs(pixels[3 * i]! - mean)).toBeLessThanOrEqual(0.5 + 1e-9)
    }
  })

  it('puts what is transparent on white, and half of it half', async () => {
    const canvas = createCanvas(32, 32)
    const context = canvas.getContext('2d')
    context.fillStyle = 'rgba(255, 0, 0, 0.5)'
    context.fillRect(0, 0, 16, 32)
    const pixels = await read(canvas.encodeSync('png'))
    expect([...pixels.subarray(0, 3)]).toEqual([255, 127, 127])
    expect([...pixels.subarray(31 * 3, 32 * 3)]).toEqual([255, 255, 255])
  })
})

describe('pictures of a camera that was turned', () => {
  const upright = ['RGBY', 'GRYB', 'YBGR', 'BYRG', 'RBGY', 'BRYG', 'YGBR', 'GYRB']

  it.each(['JPEG', 'PNG', 'WebP'] as const)('are shown upright, in %s', async (kind) => {
    for (const [i, corners] of upright.entries()) {
      const picture = withExif(kind, quartersPicture(kind, 64, 64), exifBlock(i + 1, i % 2 === 0 ? 'II' : 'MM'))
      expect(cornersOf(await read(picture), size)).toBe(corners)
    }
  })

  it.each(['JPEG', 'PNG', 'WebP'] as const)('cover a size that is not square when they lie on their side, in %s', async (kind) => {
    const wanted = { height: 60, width: 20, channels: 3 } as const
    const picture = withExif(kind, quartersPicture(kind, 120, 40), exifBlock(6))
    expect(cornersOf(await read(picture, wanted), wanted)).toBe('BRYG')
  })

  it.each([['an orientation that there is not', exifBlock(9)], ['a block that is cut off', exifBlock(6).subarray(0, 12)], ['no directory', Buffer.from('II*\0\xff\xff\xff\xff', 'latin1')], ['nonsense', Buffer.from('hello')]])(
    'are shown as they are when their EXIF holds %s', async (_what, exif) => {
      expect(cornersOf(await read(withExif('PNG', quartersPicture('PNG', 64, 64), exif)), size)).toBe('RGBY')
      expect(cornersOf(await read(withExif('WebP', quartersPicture('WebP', 64, 64), exif)), size)).toBe('RGBY')
    })
})

describe('what is no picture', () => {
  const png = quartersPicture('PNG', 64, 64)
  const damagedPng = () => {
    const bytes = Buffer.from(png)
    bytes[bytes.indexOf('IDAT') + 9]! ^= 0xff
    return bytes
  }
  const enormousPng = () => {
    const header = Buffer.from(png.subarray(16, 29))
    header.writeUInt32BE(40_000, 0)
    header.writeUInt32BE(30_000, 4)
    return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', header), png.subarray(33)])
  }

  /** A JPEG whose one scan is there so many times. */
  const withScans = (count: number) => {
    const bytes = quartersPicture('JPEG', 16, 16)
    const scan = bytes.indexOf(Buffer.from([0xff, 0xda]))
    const end = bytes.length - 2
    return Buffer.concat([bytes.subarray(0, scan), ...Array<Buffer>(count).fill(bytes.subarray(scan, end)), bytes.subarray(end)])
  }
  const withoutWidth = () => {
    const bytes = quartersPicture('GIF', 8, 8)
    const frame = bytes.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 8, 0, 8, 0]))
    bytes.writeUInt16LE(0, 6)
    bytes.writeUInt16LE(0, frame + 5)
    return bytes
  }

  it.each<[string, Uint8Array | string, string, string]>([
    ['an empty file', '', 'pictureEmpty', 'FILE is empty.'],
    ['a text', 'This is not a picture.', 'pictureUnknown', 'FILE is not a picture of a kind that can be read here.'],
    ['a drawing in SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'pictureUnknown', 'FILE is not a picture of a kind that can be read here.'],
    ['a TIFF', Buffer.from('II*\0\x08\0\0\0', 'latin1'), 'pictureUnknown', 'FILE is not a picture of a kind that can be read here.'],
    ['the mere signature of a PNG', png.subarray(0, 8), 'pictureDamaged', 'The PNG picture FILE is damaged.'],
    ['a PNG with a wrong byte', damagedPng(), 'pictureDamaged', 'The PNG picture FILE is damaged.'],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'pictureDamaged', 'The JPEG picture FILE is damaged.'],
    ['a JPEG with a thousand scans, to keep the decoder busy', withScans(1000), 'pictureDamaged', 'The JPEG picture FILE is damaged.'],
    ['a GIF that is 0 pixels wide', withoutWidth(), 'pictureDamaged', 'The GIF picture FILE is damaged.'],
    ['a picture of 1,200 million pixels', enormousPng(), 'pictureTooLarge', 'FILE has 40000 x 30000 pixels; up to 100 million can be opened.'],
  ])('is refused: %s', async (_what, bytes, code, sentence) => {
    const file = join(await temporaryFolder({ 'picture.jpg': bytes }), 'picture.jpg')
    await expect(readPicture(file, size)).rejects.toMatchObject({ code, sentence: sentence.replace('FILE', file) })
  })

  it('is not what has a few scans more than it needs', async () => {
    expect(cornersOf(await read(withScans(20)), size)).toBe('RGBY')
  })

  it.each(kinds)('is refused: a %s that is cut off, wherever', async (kind) => {
    const whole = quartersPicture(kind, 256, 256)
    for (const share of [0.5, 0.7, 0.9, 0.99]) {
      await expect(read(whole.subarray(0, Math.floor(share * whole.length)))).rejects.toMatchObject({
        code: kind === 'AVIF' ? expect.stringMatching('pictureDamaged') as string : 'pictureCut',
        sentence: expect.stringMatching(/^The \w+ picture .* is (cut off: its end is missing|damaged)\.$/) as string,
      })
    }
  })

  it('is refused: a file of 300 MB, without reading it', async () => {
    const file = join(await temporaryFolder({ 'picture.png': png }), 'picture.png')
    await truncate(file, 300e6)
    await expect(readPicture(file, size)).rejects.toMatchObject({ code: 'pictureFileTooLarge', sentence: `${file} has 300 MB; a picture may have up to 256 MB.` })
  })

  it('is refused: a folder, and what is not there', async () => {
    const folder = await temporaryFolder()
    await expect(readPicture(folder, size)).rejects.toMatchObject({ code: 'pictureNoFile', sentence: `${folder} is a folder or a device, not a picture.` })
    await expect(readPicture(join(folder, 'no.png'), size)).rejects.toMatchObject({ code: 'fileMissing', sentence: `${folder}/no.png is not there.` })
  })
})

describe('the library that decodes', () => {
  it('is loaded only when a picture is', async () => {
    const { execFileSync } = await import('node:child_process')
    const { buildSync } = await import('esbuild')
    const folder = await temporaryFolder()
    const bundle = join(folder, 'decode.cjs')
    buildSync({ entryPoints: ['electron/images/decode.ts'], outfile: bundle, bundle: true, platform: 'node', format: 'cjs', external: ['@napi-rs/canvas'] })
    const script = `require(${JSON.stringify(bundle)}); console.log(Object.keys(require.cache).filter((name) => name.includes('napi-rs')).length)`
    expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()).toBe('0')
  })
})
