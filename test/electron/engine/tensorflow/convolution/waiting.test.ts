import { expect, it } from 'vitest'
import { DataType } from '#electron/engine/tensorflow/binding'
import { GraphBuilder, type Tensor } from '#electron/engine/tensorflow/graphdef'
import { convolutionRules } from '#electron/engine/tensorflow/ops/convolution/rules'
import type { Same } from '#electron/engine/tensorflow/ops/convolution/forms/same'

const nodeOf = (ref: string) => ref.split(':')[0]!

/** A graph that tells what its nodes wait for. */
class Told extends GraphBuilder {
  private readonly waitsFor = new Map<string, readonly string[]>()

  override node(...[op, inputs, attributes, outputs, options = {}]: Parameters<GraphBuilder['node']>): Tensor[] {
    const made = super.node(op, inputs, attributes, outputs, options)
    this.waitsFor.set(nodeOf(made[0]!.ref), [...inputs.map(({ ref }) => nodeOf(ref)), ...(options.after ?? [])])
    return made
  }

  /** All that must be there before a node is computed, with the node itself. */
  before(node: string, found = new Set<string>()): Set<string> {
    if (found.has(node)) return found
    found.add(node)
    for (const each of this.waitsFor.get(node)!) this.before(each, found)
    return found
  }
}

function subject(): Same & { readonly g: Told; readonly dy: Tensor } {
  const g = new Told()
  const map = (name: string, channels: number) => g.placeholder(name, DataType.float32, [-1, 2, 2, channels])
  return {
    g, x: map('x', 3), kernel: g.placeholder('kernel', DataType.float32, [3, 3, 3, 4]), padding: { top: 1, bottom: 1, left: 1, right: 1 }, batch: 16, dy: map('dy', 4),
  }
}

const gradients = (['toInput', 'toKernel'] as const).flatMap((part) => convolutionRules[part].map((rule) => ({ part, ...rule })))

it.each(gradients)('$part by $name makes nothing of what came forwards before its gradient has come back, so that nothing is kept for it meanwhile', ({ build }) => {
  const same = subject()
  const result = build(same, same.dy)
  const early = [...same.g.before(nodeOf(result.ref))].filter((node) => {
    const before = same.g.before(node)
    return !before.has('dy') && (before.has('x') || before.has('kernel'))
  })
  expect(early.filter((node) => node !== 'x' && node !== 'kernel')).toEqual([])
})

it.each(convolutionRules.y)('y by $name cuts the kernel when its map has come', ({ build }) => {
  const same = subject()
  const result = build(same)
  const early = [...same.g.before(nodeOf(result.ref))].filter((node) => same.g.before(node).has('kernel') && !same.g.before(node).has('x'))
  expect(early).toEqual(['kernel'])
})
