import type { Graph } from '../graph/document'
import { chain, type Link } from './chain'

/** A number is a convolution with that many filters, 'M' a max pool. */
type Configuration = readonly (number | 'M')[]

/** Configuration D of Simonyan and Zisserman, "Very Deep Convolutional Networks", table 1. */
const sixteen: Configuration = [64, 64, 'M', 128, 128, 'M', 256, 256, 256, 'M', 512, 512, 512, 'M', 512, 512, 512, 'M']
const sixteenSmall: Configuration = [16, 16, 'M', 32, 32, 'M', 64, 64, 64, 'M', 128, 128, 128, 'M', 128, 128, 128, 'M']

const pictures = (size: number): Link => ['input', 'input', { channels: 3, height: size, width: size }]

/** Convolutions of torchvision's VGG: modules of one Sequential, `features.0`, `features.1`, … */
function features(configuration: Configuration, { norm }: { norm: boolean }): Link[] {
  const kinds = configuration.flatMap((entry): [Link[1], Link[2]?][] => {
    if (entry === 'M') return [['maxPool']]
    const conv: [Link[1], Link[2]] = ['conv2d', { filters: entry, padding: [1, 1] }]
    return norm ? [conv, ['batchNorm'], ['relu']] : [conv, ['relu']]
  })
  return kinds.map(([kind, params = {}], i): Link => [`features.${i}`, kind, params])
}

/** The head of torchvision's VGG: two hidden layers with ReLU and dropout, then one output a class. */
function classifier(hidden: number, classes: number, rate: number): Link[] {
  const kinds: [Link[1], Link[2]?][] = [
    ['dense', { units: hidden }], ['relu'], ['dropout', { rate }],
    ['dense', { units: hidden }], ['relu'], ['dropout', { rate }],
    ['dense', { units: classes }],
  ]
  return [['flatten', 'flatten'], ...kinds.map(([kind, params = {}], i): Link => [`classifier.${i}`, kind, params])]
}

/** VGG16 with batch normalisation and a small head, for small pictures: 15,253,578 parameters at 32 with 10 classes. */
export function vgg16BatchNorm(size: number, classes: number): Graph {
  return chain('VGG16-BN', [pictures(size), ...features(sixteen, { norm: true }), ...classifier(512, classes, 0.5)])
}

/** The same at a quarter of the width: 957,210 parameters at 32 with 10 classes. */
export function vgg16BatchNormSmall(size: number, classes: number): Graph {
  return chain('VGG16-BN small', [pictures(size), ...features(sixteenSmall, { norm: true }), ...classifier(128, classes, 0.5)])
}

/** torchvision's vgg16, for 224: 138,357,544 parameters with 1000 classes. */
export function vgg16(size: number, classes: number): Graph {
  return chain('VGG16', [pictures(size), ...features(sixteen, { norm: false }), ...classifier(4096, classes, 0.5)])
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
