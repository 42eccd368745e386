import type { Graph } from '#shared/graph/document'
import { chain, type Link } from '#shared/presets/chain'

/** A network of so many layers: convolution, normalisation and activation, over and over, at 32×32 with ten classes. */
export function deep(layers: number): Graph {
  const links: Link[] = [['in', 'input', { height: 32, width: 32 }]]
  for (let i = 0; links.length < layers - 2; i++) links.push([`features.${i}`, (['conv2d', 'batchNorm', 'relu'] as const)[i % 3]!, i % 3 ? {} : { filters: 16 }])
  return chain('deep', [...links, ['flatten', 'flatten'], ['fc', 'dense', { units: 10 }]])
}
