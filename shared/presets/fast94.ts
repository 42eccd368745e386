import type { Graph } from '../graph/document'
import { chain, type Link } from './chain'

/** Normalisation without learned scales; its running statistics follow quickly, as there are few steps. */
const norm = { fixedScale: true, momentum: 0.4, epsilon: 1e-12 }

/**
 * A network that learns CIFAR-10 with few operations, after Keller Jordan's airbench94 (arXiv 2404.00498): a 2 × 2 convolution without padding, which
 * the training whitens, then three blocks of two convolutions of which the first is pooled, widths 64, 256, 256, and a small head.
 * 1,971,640 parameters at 32 with 10 classes.
 */
export function fast94(size: number, classes: number): Graph {
  const block = (number: number, filters: number): Link[] => [
    [`block${number}.conv1`, 'conv2d', { filters, padding: [1, 1], bias: false }],
    [`block${number}.pool`, 'maxPool'],
    [`block${number}.norm1`, 'batchNorm', norm],
    [`block${number}.gelu1`, 'gelu', { tanh: true }],
    [`block${number}.conv2`, 'conv2d', { filters, padding: [1, 1], bias: false }],
    [`block${number}.norm2`, 'batchNorm', norm],
    [`block${number}.gelu2`, 'gelu', { tanh: true }],
  ]
  return chain('Fast 94', [
    ['input', 'input', { channels: 3, height: size, width: size }],
    ['first', 'conv2d', { filters: 24, kernel: [2, 2], padding: 'valid' }],
    ['gelu', 'gelu', { tanh: true }],
    ...block(1, 64),
    ...block(2, 256),
    ...block(3, 256),
    ['pool', 'globalMaxPool'],
    ['flatten', 'flatten'],
    ['head', 'dense', { units: classes, bias: false }],
  ])
}
