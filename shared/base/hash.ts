import { mix } from './random'
import { utf8 } from './utf8'

/**
 * The fingerprint of a text's UTF-8 bytes, 32 hexadecimal digits: MurmurHash3 x86 128 with seed 0 (Austin Appleby, public domain).
 * For telling documents apart; it does not withstand somebody who looks for two texts of one fingerprint.
 */
export function fingerprint(text: string): string {
  const bytes = utf8(text)
  const words = new DataView(bytes.buffer)
  const state: [number, number, number, number] = [0, 0, 0, 0]
  const blocks = bytes.length >> 4
  for (let block = 0; block < blocks; block++)
    for (let lane = 0; lane < 4; lane++) {
      state[lane]! ^= scrambled(words.getUint32(block * 16 + lane * 4, true), lane)
      const turned = (rotated(state[lane]!, turns[lane]!) + state[(lane + 1) % 4]!) | 0
      state[lane] = (Math.imul(turned, 5) + additions[lane]!) | 0
    }

  const rest = new DataView(new ArrayBuffer(16))
  bytes.subarray(blocks * 16).forEach((byte, at) => rest.setUint8(at, byte))
  for (let lane = 0; lane < 4; lane++) state[lane]! ^= scrambled(rest.getUint32(lane * 4, true), lane)

  return mingled(mingled(state.map((word) => word ^ bytes.length)).map(mix)).map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

const factors = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93]
const scrambles = [15, 16, 17, 18]
const turns = [19, 17, 15, 13]
const additions = [0x561ccd1b, 0x0bcaa747, 0x96cd1c35, 0x32ac3b17]

function scrambled(word: number, lane: number): number {
  return Math.imul(rotated(Math.imul(word, factors[lane]!), scrambles[lane]!), factors[(lane + 1) % 4]!)
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

/** The sum of all words, and that sum added to each of the others. */
function mingled(state: readonly number[]): number[] {
  const sum = state.reduce((total, word) => (total + word) | 0, 0)
  return state.map((word, lane) => (lane ? (word + sum) | 0 : sum))
}
