/** What a picture file says of itself before it is decoded. */
export interface PictureHeader {
  /** Pixels, as stored; 0 when the file does not say. */
  readonly width: number
  readonly height: number
  /** Whether the end of the picture is in the file, and what can be checked of it is right. */
  readonly state: 'whole' | 'cut' | 'damaged'
  /** EXIF orientation that the decoder leaves to us, 1 to 8; 1 where it turns the picture itself. */
  readonly orientation: number
  /** Where four bytes must be blotted out, lest the decoder find that orientation too and turn the picture once more. */
  readonly orientationMark?: number
}

/** One kind of picture files. */
export interface PictureFormat {
  readonly name: string
  /** Whether a file of these bytes is of this kind, by how it begins. */
  matches(bytes: Uint8Array): boolean
  /** Nothing when it cannot be understood. */
  header(bytes: Uint8Array): PictureHeader | undefined
}

/** Whether these bytes have this text, in ASCII or Latin-1, at a place. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

/** A whole number of 2, 3 or 4 bytes, the most significant first; bytes beyond the end count as 0. */
export function bigEndian(bytes: Uint8Array, at: number, length: 2 | 3 | 4): number {
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

/** The same with the least significant byte first. */
export function littleEndian(bytes: Uint8Array, at: number, length: 2 | 3 | 4): number {
  let value = 0
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}
