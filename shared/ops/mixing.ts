import { bin } from './pooling'

/** How much each of `from` places counts for each of `to` places along one direction: a matrix [to, from]. */
export interface Mixing {
  readonly from: number
  readonly to: number
  readonly weights: Float32Array
}

/** A mixing from the share of a place of the input in a place of the output. */
export function mixing(from: number, to: number, shares: (at: number) => Iterable<readonly [place: number, share: number]>): Mixing {
  const weights = new Float32Array(to * from)
  for (let at = 0; at < to; at++) for (const [place, share] of shares(at)) weights[at * from + place]! += share
  return { from, to, weights }
}

/** Each place is the mean of its bin. */
export function adaptiveMixing(from: number, to: number): Mixing {
  return mixing(from, to, (at) => {
    const [start, end] = bin(at, from, to)
    return Array.from({ length: end - start }, (_, i) => [start + i, 1 / (end - start)] as const)
  })
}

/**
 * Linear interpolation between the two nearest places, with places in the middle of their pixels and the edge going on outside:
 * PyTorch's bilinear mode with align_corners=False. A map is interpolated along one direction after the other.
 */
export function bilinearMixing(from: number, to: number): Mixing {
  return mixing(from, to, (at) => {
    const place = Math.max(0, ((at + 0.5) * from) / to - 0.5)
    const first = Math.min(Math.floor(place), from - 1)
    return [[first, 1 - (place - first)], [Math.min(first + 1, from - 1), place - first]]
  })
}
