import { problem } from '#shared/base/problem'
import type { FirstKernel } from '#shared/plan/whitening'
import type { ChannelStatistics } from './statistics'
import type { Pictures } from './pictures'

/** So many products are summed at most; of more patches every second, third … is taken. */
const MOST_PRODUCTS = 4e9

/**
 * The mean of the products of any two values of a patch, over the patches of this kernel's size in these pictures, [patch, patch] in the order of the
 * kernel: channel, row, column. Values are normalised, and pictures are taken in their own size. Throws whiteningNeedsMore where there are fewer patches
 * than a patch has values.
 */
export function secondMoments(pictures: Pictures, indices: Uint32Array, { shape: [, channels, down, across] }: FirstKernel, { mean, deviation }: ChannelStatistics): Float64Array {
  const { height, width } = pictures
  const size = channels * down * across
  const [rows, columns] = [Math.max(0, height - down + 1), Math.max(0, width - across + 1)]
  const total = indices.length * rows * columns
  if (total < size) throw problem('whiteningNeedsMore', { patches: total, need: size, kernel: `${down} × ${across}` })
  const step = Math.max(1, Math.ceil((total * size * size) / MOST_PRODUCTS))
  const offsets = Array.from({ length: size }, (_, i) => {
    const [channel, place] = [Math.floor(i / (down * across)), i % (down * across)]
    return (Math.floor(place / across) * width + (place % across)) * channels + channel
  })
  const channelOf = offsets.map((offset) => offset % channels)
  const scale = channelOf.map((channel) => 1 / (255 * deviation[channel]!))
  const shift = channelOf.map((channel) => mean[channel]! / deviation[channel]!)

  const sums = new Float64Array(size * size)
  const patch = new Float64Array(size)
  let count = 0
  for (let number = 0, picture = -1, from = 0; number < total; number += step) {
    const at = Math.floor(number / (rows * columns))
    if (at !== picture) from = pictures.find(indices[(picture = at)]!)
    const place = number % (rows * columns)
    const begin = from + (Math.floor(place / columns) * width + (place % columns)) * channels
    for (let i = 0; i < size; i++) patch[i] = pictures.room[begin + offsets[i]!]! * scale[i]! - shift[i]!
    for (let i = 0; i < size; i++) {
      const value = patch[i]!
      for (let j = 0, row = i * size; j <= i; j++) sums[row + j]! += value * patch[j]!
    }
    count++
  }
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) sums[i * size + j] = sums[j * size + i] = sums[i * size + j]! / count
  return sums
}
