import type { Graph } from '../graph/document'
import { chain } from './chain'

/** The smallest network that can be trained: a beginning for a network of one's own. */
export function blank(size: number, classes: number): Graph {
  return chain('Blank', [
    ['input', 'input', { channels: 3, height: size, width: size }],
    ['flatten', 'flatten'],
    ['linear', 'dense', { units: classes }],
  ])
}
