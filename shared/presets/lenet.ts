import type { Graph } from '../graph/document'
import { chain, type Link } from './chain'

/**
 * LeNet-5 of LeCun, Bottou, Bengio and Haffner 1998 in the form that is usual today: plain average pooling, every filter of the second
 * convolution sees all maps, and logits instead of radial units. 62,006 parameters at 32 with 3 channels and 10 classes.
 */
export function leNet5(size: number, classes: number): Graph {
  const block = (number: number, filters: number): Link[] => [
    [`conv${number}`, 'conv2d', { filters, kernel: [5, 5], padding: 'valid' }], [`tanh${number}`, 'tanh'], [`pool${number}`, 'avgPool'],
  ]
  return chain('LeNet-5', [
    ['input', 'input', { channels: 3, height: size, width: size }],
    ...block(1, 6),
    ...block(2, 16),
    ['flatten', 'flatten'],
    ['fc1', 'dense', { units: 120 }], ['tanh3', 'tanh'],
    ['fc2', 'dense', { units: 84 }], ['tanh4', 'tanh'],
    ['fc3', 'dense', { units: classes }],
  ])
}
