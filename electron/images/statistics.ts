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
  const sums = new ChannelSums(pictures)
  for (const index of indices) sums.add(pictures.room, pictures.find(index))
  return sums.statistics()
}

/** Gathers what the statistics of pictures of one size need, picture by picture. */
export class ChannelSums {
  private readonly sums: number[]
  private readonly squares: number[]
  private count = 0

  constructor(private readonly size: Pick<Pictures, 'height' | 'width' | 'channels'>) {
    this.sums = new Array<number>(size.channels).fill(0)
    this.squares = new Array<number>(size.channels).fill(0)
  }

  /** Adds the picture whose bytes begin at `from`. A row's sums stay small, which is fast; sums of rows are exact up to 2^53. */
  add(bytes: Uint8Array, from: number): void {
    const { height, width, channels } = this.size
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0
      let squares = 0
      for (let row = 0, start = from + channel; row < height; row++, start += width * channels) {
        let rowSum = 0
        let rowSquares = 0
        for (let i = start, end = start + width * channels; i < end; i += channels) {
          const byte = bytes[i]!
          rowSum += byte
          rowSquares += byte * byte
        }
        sum += rowSum
        squares += rowSquares
      }
      this.sums[channel]! += sum
      this.squares[channel]! += squares
    }
    this.count++
  }

  /** Of all that were added. Throws a RangeError when none was. */
  statistics(): ChannelStatistics {
    if (this.count === 0) throw new RangeError('Statistics need at least one picture')
    const count = BigInt(this.count * this.size.height * this.size.width)
    const ofChannels = this.sums.map((sum, channel) => meanAndDeviation(count, BigInt(sum), BigInt(this.squares[channel]!)))
    return { mean: ofChannels.map(([mean]) => mean), deviation: ofChannels.map(([, deviation]) => deviation) }
  }
}

function meanAndDeviation(count: bigint, sum: bigint, squares: bigint): [number, number] {
  const spread = count * squares - sum * sum
  return [Number(sum) / Number(count) / 255, spread === 0n ? 1 : Math.sqrt(Number(spread)) / Number(count) / 255]
}
