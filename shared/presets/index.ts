import type { Graph } from '../graph/document'
import { blank } from './blank'
import { fast94 } from './fast94'
import { leNet5 } from './lenet'
import { largeResNet18, resNet18 } from './resnet'
import { largeVgg, smallVgg, vgg16BatchNormSmall, vgg16Tutorial } from './vgg'

/** What a network is known to reach, and who says so. */
export interface Expectation {
  /** Share of right answers, 0 to 1. */
  readonly accuracy: number
  /** On which pictures. */
  readonly on: 'CIFAR-10, test' | 'ImageNet-1K, validation'
  /** The training that gives it, in words. */
  readonly recipe: string
  readonly source: string
}

/** A network to start from. */
export interface Preset {
  /** One sentence for the gallery and for --help. */
  readonly help: string
  /** Height and width of the pictures that it is made for. */
  readonly size: number
  build(size: number, classes: number): Graph
  readonly expected?: Expectation
}

/** What torchvision says of its weights IMAGENET1K_V1, trained by its reference script for classification. */
const torchvision = (accuracy: number): Expectation => ({
  accuracy,
  on: 'ImageNet-1K, validation',
  recipe: "torchvision's reference training for classification, 90 epochs of SGD",
  source: "torchvision's documentation, weights IMAGENET1K_V1",
})

/** What the repository kuangliu/pytorch-cifar says in its README. */
const pytorchCifar = (accuracy: number): Expectation => ({
  accuracy,
  on: 'CIFAR-10, test',
  recipe: 'SGD 0.1 with momentum 0.9, weight decay 5e-4, cosine schedule over 200 epochs, crop and flip; its own head of one layer',
  source: 'README of kuangliu/pytorch-cifar',
})

/** The networks to start from, by the name that the terminal takes. */
export const presets = {
  'vgg16-bn': {
    help: "The tutorial's VGG16 with batch normalisation and a 512-512 head, for 32 × 32.",
    size: 32,
    build: smallVgg({ depth: 16, norm: true }),
    expected: pytorchCifar(0.9264),
  },
  'vgg16-bn-small': { help: 'The same at a quarter of the width, to see something learned within minutes.', size: 32, build: vgg16BatchNormSmall },
  'vgg11-bn': { help: 'VGG11 with batch normalisation and a 512-512 head, for 32 × 32.', size: 32, build: smallVgg({ depth: 11, norm: true }) },
  'vgg13-bn': { help: 'VGG13 with batch normalisation and a 512-512 head, for 32 × 32.', size: 32, build: smallVgg({ depth: 13, norm: true }) },
  'vgg19-bn': { help: 'VGG19 with batch normalisation and a 512-512 head, for 32 × 32.', size: 32, build: smallVgg({ depth: 19, norm: true }) },
  'vgg11-plain': { help: 'VGG11 without normalisation, with a 512-512 head, for 32 × 32.', size: 32, build: smallVgg({ depth: 11, norm: false }) },
  'vgg13-plain': { help: 'VGG13 without normalisation, with a 512-512 head, for 32 × 32.', size: 32, build: smallVgg({ depth: 13, norm: false }) },
  'vgg16-plain': { help: 'VGG16 without normalisation, with a 512-512 head, for 32 × 32.', size: 32, build: smallVgg({ depth: 16, norm: false }) },
  'vgg19-plain': { help: 'VGG19 without normalisation, with a 512-512 head, for 32 × 32.', size: 32, build: smallVgg({ depth: 19, norm: false }) },
  vgg11: { help: "torchvision's VGG11, for 224 × 224.", size: 224, build: largeVgg({ depth: 11, norm: false }), expected: torchvision(0.6902) },
  vgg13: { help: "torchvision's VGG13, for 224 × 224.", size: 224, build: largeVgg({ depth: 13, norm: false }), expected: torchvision(0.69928) },
  vgg16: { help: "torchvision's VGG16, for 224 × 224.", size: 224, build: largeVgg({ depth: 16, norm: false }), expected: torchvision(0.71592) },
  vgg19: { help: "torchvision's VGG19, for 224 × 224.", size: 224, build: largeVgg({ depth: 19, norm: false }), expected: torchvision(0.72376) },
  'vgg11-bn-224': { help: "torchvision's VGG11 with batch normalisation, for 224 × 224.", size: 224, build: largeVgg({ depth: 11, norm: true }), expected: torchvision(0.7037) },
  'vgg13-bn-224': { help: "torchvision's VGG13 with batch normalisation, for 224 × 224.", size: 224, build: largeVgg({ depth: 13, norm: true }), expected: torchvision(0.71586) },
  'vgg16-bn-224': { help: "torchvision's VGG16 with batch normalisation, for 224 × 224.", size: 224, build: largeVgg({ depth: 16, norm: true }), expected: torchvision(0.7336) },
  'vgg19-bn-224': { help: "torchvision's VGG19 with batch normalisation, for 224 × 224.", size: 224, build: largeVgg({ depth: 19, norm: true }), expected: torchvision(0.74218) },
  'vgg16-tutorial': {
    help:
      "The tutorial's plain VGG16, for 224 × 224. The tutorial takes the softmax twice, so that its loss hardly moves; " +
      'here the loss takes the logits before the Softmax.',
    size: 224,
    build: vgg16Tutorial,
  },
  'lenet-5': { help: 'LeNet-5 of 1998, for 32 × 32: where convolutional networks began.', size: 32, build: leNet5 },
  'resnet-18': { help: 'ResNet-18 with a first layer for small pictures, for 32 × 32.', size: 32, build: resNet18, expected: pytorchCifar(0.9302) },
  'resnet-18-224': { help: "torchvision's ResNet-18, for 224 × 224.", size: 224, build: largeResNet18, expected: torchvision(0.69758) },
  'fast-94': { help: 'Few layers and few operations, to learn CIFAR-10 quickly, for 32 × 32.', size: 32, build: fast94 },
  blank: { help: 'One linear layer: a beginning for a network of your own.', size: 32, build: blank },
} satisfies Record<string, Preset>

export type PresetName = keyof typeof presets
