import { phrase, type Phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import type { LeftTensor, WeightsMatch } from './matching'

/** More names than these are counted. */
const MOST_NAMES = 4

/** What was taken of a file and what was not, in one line: `taken 26 of 28; head.weight, head.bias at random: 10 classes instead of 1000`. */
export function matchInWords(match: WeightsMatch): Phrase {
  const { taken, left, unused } = match
  const reasons = new Map<string, { readonly reason: Phrase; readonly names: string[] }>()
  for (const tensor of left) {
    const reason = reasonOf(kernelBehind(tensor, match) ?? tensor, match)
    const key = JSON.stringify(reason)
    reasons.set(key, { reason, names: [...(reasons.get(key)?.names ?? []), tensor.name] })
  }
  const rest = [...reasons.values()].map(({ reason, names }) => phrase('leftAtRandom', { names: listed(names), reason }))
  return phrase('weightsTaken', {
    taken: taken.length,
    of: taken.length + left.length,
    rest: unused.length ? [...rest, phrase('unusedOfFile', { names: listed(unused.map(({ name }) => name)) })] : rest,
  })
}

/** By how many classes the file's last layer differs from the network's; undefined where it is not that which differs. */
export function classesInstead({ left }: WeightsMatch): { readonly name: string; readonly have: number; readonly need: number } | undefined {
  const last = left.findLast(({ shape }) => shape.length === 2)
  if (last?.why !== 'shape' || !last.found || String(last.shape.slice(1)) !== String(last.found.shape.slice(1))) return undefined
  return { name: last.name, have: last.found.shape[0]!, need: last.shape[0]! }
}

/** The kernel for whose sake a tensor is left. */
function kernelBehind(tensor: LeftTensor, { left }: WeightsMatch): LeftTensor | undefined {
  const layer = tensor.name.slice(0, tensor.name.lastIndexOf('.') + 1)
  return left.find(({ name, shape }) => name.startsWith(layer) && !name.slice(layer.length).includes('.') && shape.length > 1)
}

function reasonOf(tensor: LeftTensor, match: WeightsMatch): Phrase {
  const classes = classesInstead(match)
  if (classes?.name === tensor.name) return phrase('otherClasses', { need: classes.need, have: classes.have })
  return tensor.found ? phrase('otherShape', { need: showShape(tensor.shape), have: showShape(tensor.found.shape) }) : phrase('notInFile')
}

function listed(names: readonly string[]): string | Phrase {
  const more = names.length - MOST_NAMES
  return more > 1 ? phrase('namesAndMore', { names: names.slice(0, MOST_NAMES).join(', '), more }) : names.join(', ')
}
