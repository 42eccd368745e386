import { createCanvas } from '@napi-rs/canvas'
import { crc32 } from 'node:zlib'

export type Kind = 'PNG' | 'JPEG' | 'WebP' | 'AVIF' | 'GIF' | 'BMP'
export const kinds: readonly Kind[] = ['PNG', 'JPEG', 'WebP', 'AVIF', 'GIF', 'BMP']

const quarters = ['#ff0000', '#00ff00', '#0000ff', '#ffff00'] as const

/** A picture of four quarters: red and green above, blue and yellow below. */
export function quartersPicture(kind: Kind, width: number, height: number): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  quarters.forEach((colour, i) => {
    context.fillStyle = colour
    context.fillRect((i % 2) * (width / 2), Math.floor(i / 2) * (height / 2), width / 2, height / 2)
  })
  switch (kind) {
    case 'PNG': return canvas.encodeSync('png')
    case 'JPEG': return canvas.encodeSync('jpeg', 95)
    case 'WebP': return canvas.encodeSync('webp', 95)
    case 'AVIF': return canvas.encodeSync('avif', { quality: 95 })
    case 'GIF': return canvas.encodeSync('gif', 10)
    case 'BMP': return bmpOf(width, height, context.getImageData(0, 0, width, height).data)
  }
}

/** The four corners of a picture [height, width, 3] as letters, R G above B Y for the one above; ? for another colour. */
export function cornersOf(pixels: Uint8Array, { height, width }: { height: number; width: number }): string {
  const places = [[0.2, 0.2], [0.2, 0.8], [0.8, 0.2], [0.8, 0.8]] as const
  return places.map(([down, right]) => {
    const at = (Math.floor(down * height) * width + Math.floor(right * width)) * 3
    const bright = [...pixels.subarray(at, at + 3)].map((value) => (value > 200 ? 1 : value < 55 ? 0 : 2)).join('')
    return ({ 100: 'R', '010': 'G', '001': 'B', 110: 'Y', 111: 'W', '000': 'K' } as Record<string, string>)[bright] ?? '?'
  }).join('')
}

/** A block of EXIF that says how the camera was held, with the least or the most significant byte first. */
export function exifBlock(orientation: number, order: 'II' | 'MM' = 'II'): Buffer {
  const block = Buffer.alloc(26)
  const write = (value: number, at: number, length: number) => (order === 'II' ? block.writeUIntLE(value, at, length) : block.writeUIntBE(value, at, length))
  block.write(order, 0, 'latin1')
  for (const [value, at, length] of [[42, 2, 2], [8, 4, 4], [1, 8, 2], [0x0112, 10, 2], [3, 12, 2], [1, 14, 4], [orientation, 18, 2]] as const) write(value, at, length)
  return block
}

/** The picture with this block of EXIF in it. */
export function withExif(kind: 'PNG' | 'JPEG' | 'WebP', picture: Buffer, exif: Buffer): Buffer {
  switch (kind) {
    case 'PNG': return Buffer.concat([picture.subarray(0, 33), pngChunk('eXIf', exif), picture.subarray(33)])
    case 'JPEG': {
      const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 8]), Buffer.from('Exif\0\0', 'latin1'), exif])
      return Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)])
    }
    case 'WebP': {
      const length = Buffer.alloc(4)
      length.writeUInt32LE(exif.length)
      const whole = Buffer.concat([picture, Buffer.from('EXIF', 'latin1'), length, exif, Buffer.alloc(exif.length % 2)])
      whole.writeUInt32LE(whole.length - 8, 4)
      whole[20] = whole[20]! | 8
      return whole
    }
  }
}

/** A chunk of a PNG with its length and checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  chunk.set(data, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}

/** A BMP of 24 bits a pixel, the lowest row first. */
function bmpOf(width: number, height: number, rgba: Uint8ClampedArray): Buffer {
  const row = 4 * Math.ceil((3 * width) / 4)
  const file = Buffer.alloc(54 + row * height)
  file.write('BM', 0, 'latin1')
  for (const [value, at, length] of [[file.length, 2, 4], [54, 10, 4], [40, 14, 4], [width, 18, 4], [height, 22, 4], [1, 26, 2], [24, 28, 2]] as const) file.writeUIntLE(value, at, length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) file[54 + (height - 1 - y) * row + 3 * x + 2 - channel] = rgba[(y * width + x) * 4 + channel]!
    }
  }
  return file
}
