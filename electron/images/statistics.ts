import type { Pictures } from './pictures'

/** Mean and standard deviation of each channel on the scale 0 to 1, as ImageFacts wants them. */
export interface ChannelStatistics {
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

/**
 * Mean and standard deviation of each channel over these pictures of the set. The sums are whole numbers, so the result is exact and does
 * not depend on any order. A channel that never changes gets the deviation 1, so that it can be divided by.
 */
export function statisticsOf(pictures: Pictures, indices: Uint32Array): ChannelStatistics {
  if (indices.length === 0) throw new RangeError('Statistics need at least one picture')
  const { height, width, channels } = pictures
  const count = BigInt(indices.length * height * width)
  const mean: number[] = []
  const deviation: number[] = []
  for (let channel = 0; channel < channels; channel++) {
    const { sum, squares } = channelSums(pictures, channel, indices)
    const spread = count * squares - sum * sum
    mean.push(Number(sum) / Number(count) / 255)
    deviation.push(spread === 0n ? 1 : Math.sqrt(Number(spread)) / Number(count) / 255)
  }
  return { mean, deviation }
}

/** The sums of a channel's bytes and of their squares. A row's sums stay small, which is fast; sums of rows are exact up to 2^53. */
function channelSums({ height, width, channels, bytes }: Pictures, channel: number, indices: Uint32Array): { sum: bigint; squares: bigint } {
  let sum = 0
  let squares = 0
  for (const index of indices) {
    for (let row = 0; row < height; row++) {
      const start = (index * height + row) * width * channels + channel
      let rowSum = 0
      let rowSquares = 0
      for (let i = start; i < start + width * channels; i += channels) {
        const byte = bytes[i]!
        rowSum += byte
        rowSquares += byte * byte
      }
      sum += rowSum
      squares += rowSquares
    }
  }
  return { sum: BigInt(sum), squares: BigInt(squares) }
}
