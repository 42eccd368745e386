import { number } from '../base/fields'
import { random, type Random } from '../base/random'

const alpha = number(1, { label: 'Alpha', help: 'Of the beta distribution of shares: below 1 most are near all or nothing, above 1 most are near one half', min: 0.05, max: 100 })

/** How the pictures of a batch are mixed with one another, labels along with them. */
export const mixings = {
  none: { label: 'None', help: 'Every picture is of itself', fields: {} },
  mixup: { label: 'MixUp', help: 'Lays another picture over each, pale (H. Zhang and others 2018)', fields: { alpha } },
  cutmix: { label: 'CutMix', help: 'Puts a box out of another picture into each (S. Yun and others 2019)', fields: { alpha } },
  either: { label: 'MixUp or CutMix', help: 'One of the two for each batch, by chance', fields: { alpha } },
}

/** How one batch is mixed: each picture with the one before it, the first with the last. */
export interface Mix {
  /** How much of a picture's label is its own, 0 to 1; the rest is the other's. */
  readonly share: number
  /** The same for each pixel, [height, width]. */
  readonly shares: Float32Array
}

/**
 * How the batch of this step is mixed: a function of the plan's seed and the step, for maps of this size. Shares, boxes and their rounding are
 * those of torchvision's MixUp and CutMix. The labels of a box are mixed by the area that it really has, at the edge less than was drawn.
 */
export function mixOf({ kind, alpha }: { readonly kind: 'mixup' | 'cutmix' | 'either'; readonly alpha: number }, { height, width }: { readonly height: number; readonly width: number }, seed: number, step: number): Mix {
  const source = random(seed, step, mixStream)
  const byBox = kind === 'cutmix' || (kind === 'either' && source.uniform() < 0.5)
  const drawn = beta(source, alpha)
  if (!byBox) return { share: drawn, shares: new Float32Array(height * width).fill(drawn) }
  return cutMix(drawn, { right: source.below(width), down: source.below(height) }, { height, width })
}

/** A box around a place, of the share of the area that is not the picture's own. */
export function cutMix(share: number, middle: { readonly right: number; readonly down: number }, { height, width }: { readonly height: number; readonly width: number }): Mix {
  const half = 0.5 * Math.sqrt(1 - share)
  const [halfWidth, halfHeight] = [Math.trunc(half * width), Math.trunc(half * height)]
  const [left, right] = [Math.max(middle.right - halfWidth, 0), Math.min(middle.right + halfWidth, width)]
  const [top, bottom] = [Math.max(middle.down - halfHeight, 0), Math.min(middle.down + halfHeight, height)]
  const shares = new Float32Array(height * width).fill(1)
  for (let row = top; row < bottom; row++) shares.fill(0, row * width + left, row * width + right)
  return { share: 1 - ((bottom - top) * (right - left)) / (height * width), shares }
}

/** A number of the beta distribution with both parameters alike: of two of the gamma distribution, the first's part of their sum. */
function beta(source: Random, alpha: number): number {
  const [one, other] = [gamma(source, alpha), gamma(source, alpha)]
  return one + other > 0 ? one / (one + other) : 0.5
}

/** G. Marsaglia and W. W. Tsang 2000: "A simple method for generating gamma variables", below 1 by way of 1 + shape. */
function gamma(source: Random, shape: number): number {
  if (shape < 1) return gamma(source, shape + 1) * source.uniform() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = source.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - source.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** 'mixu' in ASCII: keeps these random numbers apart from others of the same seed. */
const mixStream = 0x6d697875
