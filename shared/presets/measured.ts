import type { PresetName } from './index'

/** What an epoch of 50,000 pictures took where it was measured: training steps in float32, nothing held out or validated. */
export const measuredOn = {
  machine: 'AMD EPYC (Zen 4), 2 cores, TensorFlow 2.21.0, float32',
  date: '2026-11-25',
  command: 'npm run bench -- presets',
} as const

/** Seconds an epoch of 50,000 pictures of the network's own size, ten classes; batch 128, and 16 at 224 × 224. A network that was not measured is not among them. */
export const secondsPerEpoch: Readonly<Partial<Record<PresetName, number>>> = {
  'vgg16-bn': 432,
  'vgg16-bn-small': 34.2,
  'vgg11-bn': 215,
  'vgg13-bn': 325,
  'vgg19-bn': 544,
  'vgg11-plain': 206,
  'vgg13-plain': 313,
  'vgg16-plain': 418,
  'vgg19-plain': 525,
  vgg11: 11_600,
  vgg13: 17_600,
  vgg16: 23_300,
  vgg19: 28_800,
  'vgg11-bn-224': 11_900,
  'vgg13-bn-224': 17_900,
  'vgg16-bn-224': 24_200,
  'vgg19-bn-224': 29_600,
  'vgg16-tutorial': 21_300,
  'lenet-5': 3.37,
  'resnet-18': 798,
  'fast-94': 166,
  blank: 0.601,
}
