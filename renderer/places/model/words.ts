import type { LayerNode } from '#shared/graph/document'
import { kindOf } from '#shared/graph/read'
import { readValues } from '#shared/base/fields'
import { term } from '../../locale/locale'
import type { Card } from './drawing/cards'

/** What a layer is called on its card: its kind in a word or two, with the kernel where it has one. */
export function titleOf(node: LayerNode): string {
  const kind = kindOf(node)
  if (!kind) return node.kind
  const { values } = readValues(kind.fields, node.params)
  const { kernel, size, scale } = values as { kernel?: readonly [number, number]; size?: readonly [number, number]; scale?: readonly [number, number] }
  const by = kernel ?? size
  const word = footName(node)
  return by ? `${word} ${by[0]}×${by[1]}` : scale ? `${word} ×${scale[0]}` : word
}

/** The number that matters most of a layer: channels, units, rate. */
export function figureOf({ main, output }: Card): string {
  const { filters, units, rate } = main.params as { filters?: number; units?: number; rate?: number }
  const kind = kindOf(main)
  if (kind?.category === 'convolution' || kind?.category === 'dense') return String(filters ?? units ?? output?.[0] ?? '')
  if (rate !== undefined) return String(rate)
  return kind?.category === 'output' ? String(output?.[0] ?? '') : ''
}

/** A layer in the foot of a card. */
export function footName(node: LayerNode): string {
  return term(shortNames[node.kind] ?? kindOf(node)?.label ?? node.kind)
}

export const shapeOf = (output: readonly number[] | undefined): string => output?.join('×') ?? '?'

const shortNames: Readonly<Record<string, string>> = {
  conv2d: 'Conv', batchNorm: 'BN', groupNorm: 'GN', layerNorm: 'LN', dense: 'Linear', maxPool: 'Max pool', avgPool: 'Avg pool', globalAveragePool: 'Global pool', globalMaxPool: 'Global max', adaptiveAvgPool: 'Pool to', leakyRelu: 'Leaky ReLU',
}
