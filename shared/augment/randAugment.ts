import { whole } from '../base/fields'
import { random } from '../base/random'
import { brighten, contrast, saturate } from './colours'
import { augmentationKind } from './kind'
import { copiedAsFloats } from './scratch'
import type { Size } from './size'
import { autoContrast, equalize, posterize, solarize } from './tones'
import { affineOrigin, warp, type Origin } from './warp'

const MOST = 30

/** Its row of the table. */
export const randAugmentKind = augmentationKind({
  label: 'Random mix',
  help: 'Does some of twelve changes of place, colour and tone, or none, picked by chance, all of one strength (after RandAugment, E. D. Cubuk and others 2020)',
  fields: {
    operations: whole(2, { label: 'Operations', help: 'So many changes to each picture', min: 1, max: 8 }),
    magnitude: whole(9, { label: 'Magnitude', help: 'How strong each is', min: 0, max: MOST }),
  },
  apply(bytes, at, size, { operations, magnitude }, { seed, epoch, index }) {
    const source = random(seed, epoch, index, randAugmentStream)
    for (let i = 0; i < operations; i++) {
      const change = changes[source.below(changes.length)]!
      change(bytes, at, size, magnitude / MOST, source.uniform() < 0.5 ? -1 : 1)
    }
  },
})

/** A change of a strength from 0 to 1, and in one of two directions where it has such. */
type Change = (bytes: Uint8Array, at: number, size: Size, strength: number, sign: number) => void

/** The changes, and how far they go at full strength: torchvision's, without its sharpness; what is moved in from beyond the edge is black. */
const changes: readonly Change[] = [
  () => undefined,
  moving((slope) => affineOrigin({ shear: degrees(Math.atan(0.3 * slope)) })),
  moving((slope) => [1, 0, 0, 0.3 * slope, 1, 0]),
  moving((part, { width }) => affineOrigin({ right: (150 / 331) * part * width })),
  moving((part, { height }) => affineOrigin({ down: (150 / 331) * part * height })),
  moving((turn) => affineOrigin({ angle: 30 * turn })),
  colouring((values, _channels, factor) => brighten(values, factor)),
  colouring((values, channels, factor) => contrast(values, channels, factor)),
  colouring((values, channels, factor) => channels === 3 && saturate(values, factor)),
  (bytes, at, size, strength) => posterize(bytes, at, size, 8 - Math.round(4 * strength)),
  (bytes, at, size, strength) => solarize(bytes, at, size, 255 * (1 - strength)),
  autoContrast,
  equalize,
]

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}

function moving(originOf: (strength: number, size: Size) => Origin): Change {
  return (bytes, at, size, strength, sign) => warp(bytes, at, size, originOf(strength * sign, size), 'black')
}

/** A change by a factor, 1 ± 0.9 at full strength. */
function colouring(change: (values: Float32Array, channels: number, factor: number) => void): Change {
  return (bytes, at, { height, width, channels }, strength, sign) => {
    const values = copiedAsFloats(bytes, at, height * width * channels)
    change(values, channels, 1 + 0.9 * strength * sign)
    for (let i = 0; i < values.length; i++) bytes[at + i] = values[i]! + 0.5
  }
}

/** 'rand' in ASCII: keeps these random numbers apart from others of the same keys. */
const randAugmentStream = 0x72616e64
