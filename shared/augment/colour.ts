import { number } from '../base/fields'
import { random, shuffled } from '../base/random'
import { brighten, contrast, saturate, turnHue } from './colours'
import { augmentationKind } from './kind'
import { copiedAsFloats } from './scratch'

const factor = (label: string, what: string) => number(0.2, { label, help: `${what} changes by up to this share, less or more`, min: 0, max: 1 })

/** Its row of the table; brightness, contrast, saturation and hue mean what they do in torchvision's ColorJitter, but bytes are rounded once, at the end. */
export const colourKind = augmentationKind({
  label: 'Colour jitter',
  help: 'Changes brightness, contrast, saturation and hue, each by chance within its limit and in a random order',
  fields: {
    brightness: factor('Brightness', 'Brightness'),
    contrast: factor('Contrast', 'The distance from the mean grey'),
    saturation: factor('Saturation', 'The distance from grey'),
    hue: number(0.02, { label: 'Hue', help: 'Hues turn by up to this part of the whole circle, either way', min: 0, max: 0.5 }),
  },
  apply(bytes, at, { height, width, channels }, limits, { seed, epoch, index }) {
    const source = random(seed, epoch, index, colourStream)
    const upTo = (limit: number) => (2 * source.uniform() - 1) * limit
    const values = copiedAsFloats(bytes, at, height * width * channels)
    const [bright, far, full, turn] = [upTo(limits.brightness), upTo(limits.contrast), upTo(limits.saturation), upTo(limits.hue)]
    for (const change of shuffled(4, source)) {
      if (change === 0 && bright !== 0) brighten(values, 1 + bright)
      if (change === 1 && far !== 0) contrast(values, channels, 1 + far)
      // A grey picture has neither saturation nor hue.
      if (change === 2 && full !== 0 && channels === 3) saturate(values, 1 + full)
      if (change === 3 && turn !== 0 && channels === 3) turnHue(values, turn)
    }
    for (let i = 0; i < values.length; i++) bytes[at + i] = values[i]! + 0.5
  },
})

/** 'colr' in ASCII: keeps these random numbers apart from others of the same keys. */
const colourStream = 0x636f6c72
