import type { Size } from './size'

/** Changes of a picture's bytes by tables, in place. */

/** Keeps so many of the highest bits of each byte. */
export function posterize(bytes: Uint8Array, at: number, size: Size, bits: number): void {
  const mask = (0xff << (8 - bits)) & 0xff
  eachChannel(size, (channel) => translate(bytes, at + channel, size, (value) => value & mask))
}

/** Inverts bytes from this one on. */
export function solarize(bytes: Uint8Array, at: number, size: Size, threshold: number): void {
  eachChannel(size, (channel) => translate(bytes, at + channel, size, (value) => (value >= threshold ? 255 - value : value)))
}

/** Stretches each channel so that its least value becomes 0 and its largest 255; one that never changes stays. */
export function autoContrast(bytes: Uint8Array, at: number, size: Size): void {
  eachChannel(size, (channel) => {
    const counts = histogram(bytes, at + channel, size)
    const [least, most] = [counts.findIndex(Boolean), counts.findLastIndex(Boolean)]
    if (least < most) translate(bytes, at + channel, size, (value) => ((value - least) * 255) / (most - least))
  })
}

/** Spreads each channel's values so that about equally many lie in every part of the scale, by the rule of PIL's ImageOps.equalize. */
export function equalize(bytes: Uint8Array, at: number, size: Size): void {
  eachChannel(size, (channel) => {
    const counts = histogram(bytes, at + channel, size)
    const step = Math.floor((size.height * size.width - counts[counts.findLastIndex(Boolean)]!) / 255)
    if (step === 0) return
    let below = Math.floor(step / 2)
    const places = counts.map((count) => {
      const place = Math.min(Math.floor(below / step), 255)
      below += count
      return place
    })
    translate(bytes, at + channel, size, (value) => places[value]!)
  })
}

function eachChannel({ channels }: Size, work: (channel: number) => void): void {
  for (let channel = 0; channel < channels; channel++) work(channel)
}

function histogram(bytes: Uint8Array, at: number, { height, width, channels }: Size): Uint32Array {
  const counts = new Uint32Array(256)
  for (let i = at; i < at + height * width * channels; i += channels) counts[bytes[i]!]!++
  return counts
}

/** Gives every byte of the channel that begins at `at` the value of a function of bytes, which is asked for each byte once. */
function translate(bytes: Uint8Array, at: number, { height, width, channels }: Size, valueOf: (value: number) => number): void {
  for (let i = 0; i < 256; i++) table[i] = valueOf(i)
  for (let i = at; i < at + height * width * channels; i += channels) bytes[i] = table[bytes[i]!]!
}
const table = new Uint8ClampedArray(256)
