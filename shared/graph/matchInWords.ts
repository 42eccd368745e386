import { showShape } from '../ops/shapes'
import type { LeftTensor, WeightsMatch } from './matching'

/** More names than these are counted. */
const MOST_NAMES = 4

/** What was taken of a file and what was not, in one line: `taken 26 of 28; head.weight, head.bias at random: 10 classes instead of 1000`. */
export function matchInWords(match: WeightsMatch): string {
  const { taken, left, unused } = match
  const reasons = new Map<string, string[]>()
  for (const tensor of left) {
    const reason = reasonOf(kernelBehind(tensor, match) ?? tensor, match)
    reasons.set(reason, [...(reasons.get(reason) ?? []), tensor.name])
  }
  return [
    `taken ${taken.length} of ${taken.length + left.length}`,
    ...[...reasons].map(([reason, names]) => `${listed(names)} at random: ${reason}`),
    ...(unused.length ? [`not used of the file: ${listed(unused.map(({ name }) => name))}`] : []),
  ].join('; ')
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

function reasonOf(tensor: LeftTensor, match: WeightsMatch): string {
  const classes = classesInstead(match)
  if (classes?.name === tensor.name) return `${classes.need} classes instead of ${classes.have}`
  return tensor.found ? `${showShape(tensor.shape)} instead of ${showShape(tensor.found.shape)}` : 'not in the file'
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return more > 1 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ')
}
