import type { Graph } from '../graph/document'
import { vgg16, vgg16BatchNorm, vgg16BatchNormSmall, vgg16Tutorial } from './vgg'

/** A network to start from. */
export interface Preset {
  /** One sentence for the gallery and for --help. */
  readonly help: string
  /** Height and width of the pictures that it is made for. */
  readonly size: number
  build(size: number, classes: number): Graph
}

/** The networks to start from, by the name that the terminal takes. */
export const presets = {
  'vgg16-bn': {
    help: "The tutorial's VGG16 with batch normalisation and a 512-512 head, for 32 × 32: 15,253,578 parameters.",
    size: 32,
    build: vgg16BatchNorm,
  },
  'vgg16-bn-small': {
    help: 'The same at a quarter of the width, to see something learned within minutes: 957,210 parameters.',
    size: 32,
    build: vgg16BatchNormSmall,
  },
  vgg16: {
    help: "torchvision's plain VGG16, for 224 × 224: 138,357,544 parameters with 1000 classes.",
    size: 224,
    build: vgg16,
  },
  'vgg16-tutorial': {
    help:
      "The tutorial's plain VGG16, for 224 × 224: 134,301,514 parameters. The tutorial takes the softmax twice, so that its loss hardly moves; " +
      'here the loss takes the logits before the Softmax.',
    size: 224,
    build: vgg16Tutorial,
  },
} satisfies Record<string, Preset>

export type PresetName = keyof typeof presets
