import { describe, expect, it } from 'vitest'
import type { Batch } from '#electron/engine/engine'
import { mixOf, type Mix } from '#shared/augment/mixing'
import { engines } from '../../helpers/engine'
import { readGolden } from '../../helpers/golden'
import { oneStep } from '../../helpers/goldenSteps'
import { tooFar } from '../../helpers/near'

const golden = readGolden('plans').find(({ name }) => name === 'label smoothing of distributions')!
const { graph, pictures, start, plan } = golden
const [height, width, classes] = [8, 8, 5]
const { count, images } = golden.steps[0]!.batch as Batch & { images: Float32Array }
const indices = Int32Array.from({ length: count }, (_, i) => (i * 2) % classes)

/** torchvision's MixUp and CutMix of a batch, number by number: x · share + roll(x, 1) · (1 - share). */
function mixedByHand({ share, shares }: Mix): Batch {
  const oneHot = Float32Array.from({ length: count * classes }, (_, i) => (indices[Math.floor(i / classes)] === i % classes ? 1 : 0))
  const before = (i: number, length: number) => (i + length - length / count) % length
  return {
    count,
    images: images.map((value, i) => {
      const own = shares[Math.floor(i / 3) % (height * width)]!
      return value * own + images[before(i, images.length)]! * (1 - own)
    }),
    labels: oneHot.map((value, i) => value * share + oneHot[before(i, oneHot.length)]! * (1 - share)),
  }
}

describe.each(engines)('the $name engine', ({ open }) => {
  it.each(['mixup', 'cutmix', 'either'] as const)("mixes pictures and labels by torchvision's formula, in training alone: %s", async (kind) => {
    const engine = await open()
    const mixing = { kind, alpha: 1 }
    const mixes = await engine.compile(graph, { ...plan, mixing }, pictures)
    const mixed = await engine.compile(graph, { ...plan, mixing: { kind: 'none' } }, pictures)
    for (const program of [mixes, mixed]) program.writeWeights(start)
    for (let step = 0; step < 4; step++) {
      const control = { learningRate: 0.05, step, gradientNorm: true }
      const one = mixes.step({ count, images, labels: indices }, control)
      const other = mixed.step(mixedByHand(mixOf(mixing, { height, width }, plan.seed, step)), control)
      expect(one.loss / other.loss).toBeCloseTo(1, 5)
      expect(one.correct).toBe(other.correct)
      expect(one.gradientNorm! / other.gradientNorm!).toBeCloseTo(1, 5)
      expect(tooFar(mixes.readWeights(), mixed.readWeights(), { ...oneStep, since: start })).toEqual([])
    }
    mixed.writeWeights(mixes.readWeights())
    const unmixed = { count, images, labels: indices }
    expect(mixes.evaluate(unmixed)).toEqual(mixed.evaluate(unmixed))
    for (const program of [mixes, mixed]) program.dispose()
  })

  it('mixes bytes after they were resized, and divides weighted losses of mixed labels by the number of pictures', async () => {
    const engine = await open()
    const weighted = { ...pictures, height: 5, width: 4, classWeights: [2, 0.5, 1, 1, 0.25] }
    const bytes = Uint8Array.from({ length: count * 5 * 4 * 3 }, (_, i) => (i * 37) % 256)
    const program = await engine.compile(graph, { ...plan, balance: 'weights', mixing: { kind: 'mixup', alpha: 1 }, labelSmoothing: 0 }, weighted)
    const plain = await engine.compile(graph, { ...plan, mixing: { kind: 'none' }, labelSmoothing: 0 }, { ...weighted, classWeights: [1, 1, 1, 1, 1] })
    for (const each of [program, plain]) each.writeWeights(start)
    const same = Int32Array.from({ length: count }, () => 0)
    const equal = new Uint8Array(bytes.length).map((_, i) => bytes[i % 60]!)
    // All pictures and labels alike: mixing changes nothing, and the weight of class 0, 2, stays in a mean over pictures.
    const one = program.step({ count, images: equal, labels: same }, { learningRate: 0, step: 0 })
    const other = plain.step({ count, images: equal, labels: same }, { learningRate: 0, step: 0 })
    expect(one.loss / other.loss).toBeCloseTo(2, 4)
    for (const each of [program, plain]) each.dispose()
  })
})
