import type { Graph } from '../graph/document'
import { chain, type Link } from './chain'

/** A number is a convolution with that many filters, 'M' a max pool. */
type Configuration = readonly (number | 'M')[]

/** Configurations A, B, D and E of Simonyan and Zisserman, "Very Deep Convolutional Networks", table 1, by their weighted layers. */
const configurations = {
  11: [64, 'M', 128, 'M', 256, 256, 'M', 512, 512, 'M', 512, 512, 'M'],
  13: [64, 64, 'M', 128, 128, 'M', 256, 256, 'M', 512, 512, 'M', 512, 512, 'M'],
  16: [64, 64, 'M', 128, 128, 'M', 256, 256, 256, 'M', 512, 512, 512, 'M', 512, 512, 512, 'M'],
  19: [64, 64, 'M', 128, 128, 'M', 256, 256, 256, 256, 'M', 512, 512, 512, 512, 'M', 512, 512, 512, 512, 'M'],
} satisfies Record<number, Configuration>

export type Depth = keyof typeof configurations

interface Options {
  readonly depth: Depth
  /** Batch normalisation after each convolution. */
  readonly norm: boolean
}

const pictures = (size: number): Link => ['input', 'input', { channels: 3, height: size, width: size }]

/** For small pictures: the map shrinks to one pixel at 32, and the head is 512-512-classes. VGG16-BN at 32 with 10 classes: 15,253,578 parameters. */
export function smallVgg({ depth, norm }: Options) {
  return (size: number, classes: number): Graph =>
    chain(title(depth, norm), [pictures(size), ...features(configurations[depth], norm), ['flatten', 'flatten'], ...classifier(512, classes)])
}

/** torchvision's, for 224: the map is brought to 7 × 7, and the head is 4096-4096-classes. VGG16 with 1000 classes: 138,357,544 parameters. */
export function largeVgg({ depth, norm }: Options) {
  return (size: number, classes: number): Graph =>
    chain(title(depth, norm), [
      pictures(size), ...features(configurations[depth], norm),
      ['avgpool', 'adaptiveAvgPool', { size: [7, 7] }], ['flatten', 'flatten'],
      ...classifier(4096, classes),
    ])
}

/** VGG16-BN at a quarter of the width: 957,210 parameters at 32 with 10 classes. */
export function vgg16BatchNormSmall(size: number, classes: number): Graph {
  const quarter = configurations[16].map((entry) => (entry === 'M' ? entry : entry / 4))
  return chain('VGG16-BN small', [pictures(size), ...features(quarter, true), ['flatten', 'flatten'], ...classifier(128, classes)])
}

/**
 * The tutorial's VGG16 for 224: modules conv1_1 … conv5_3 and fc1 … fc3, no padding in the first convolution of each block,
 * pooling with padding 1, no dropout; 134,301,514 parameters with 10 classes. The tutorial applies a softmax and then
 * cross-entropy, which takes a softmax again; here the Softmax is for output and the loss takes the logits before it.
 */
export function vgg16Tutorial(size: number, classes: number): Graph {
  const links: Link[] = [pictures(size)]
  const blocks = [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]]
  blocks.forEach((block, b) => {
    block.forEach((filters, i) => {
      const at = `${b + 1}_${i + 1}`
      links.push([`conv${at}`, 'conv2d', { filters, padding: i ? [1, 1] : 'valid' }], [`relu${at}`, 'relu'])
    })
    links.push([`pool${b + 1}`, 'maxPool', { padding: [1, 1] }])
  })
  links.push(
    ['flatten', 'flatten'],
    ['fc1', 'dense', { units: 4096 }], ['relu6', 'relu'],
    ['fc2', 'dense', { units: 4096 }], ['relu7', 'relu'],
    ['fc3', 'dense', { units: classes }],
    ['softmax', 'softmax'],
  )
  return chain("VGG16, the tutorial's", links)
}

function title(depth: Depth, norm: boolean): string {
  return `VGG${depth}${norm ? '-BN' : ''}`
}

/** Convolutions of torchvision's VGG: modules of one Sequential, `features.0`, `features.1`, … */
function features(configuration: Configuration, norm: boolean): Link[] {
  const kinds = configuration.flatMap((entry): [Link[1], Link[2]?][] => {
    if (entry === 'M') return [['maxPool']]
    const conv: [Link[1], Link[2]] = ['conv2d', { filters: entry, padding: [1, 1] }]
    return norm ? [conv, ['batchNorm'], ['relu']] : [conv, ['relu']]
  })
  return kinds.map(([kind, params = {}], i): Link => [`features.${i}`, kind, params])
}

/** The head of torchvision's VGG: two hidden layers with ReLU and dropout, then one output a class. */
function classifier(hidden: number, classes: number): Link[] {
  const kinds: [Link[1], Link[2]?][] = [
    ['dense', { units: hidden }], ['relu'], ['dropout', { rate: 0.5 }],
    ['dense', { units: hidden }], ['relu'], ['dropout', { rate: 0.5 }],
    ['dense', { units: classes }],
  ]
  return kinds.map(([kind, params = {}], i): Link => [`classifier.${i}`, kind, params])
}
