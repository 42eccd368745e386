import { saysTheSame } from '../base/equal'
import type { Graph } from './document'
import { parseGraph } from './parse'

/** Whether the text of a file is something else than one of these networks. */
export function holdsAnother(text: string, networks: readonly Graph[]): boolean {
  try {
    const there = parseGraph(text)
    return !networks.some((one) => saysTheSame(one, there))
  } catch {
    return true
  }
}
