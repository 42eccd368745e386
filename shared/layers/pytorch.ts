import type { Pair, Values } from '../base/fields'
import { windows, type Padding, type Shape } from '../ops/ops'
import { paddingOf } from './layer'
import type { poolWindow } from './poolWindow'

/** A layer as PyTorch writes it: a module that is made once and called, or an expression of what feeds it. */
export type TorchLayer =
  | {
      readonly module: string
      readonly args: readonly string[]
      /** What the input becomes before the module gets it, where the module itself cannot say so: padding that is not the same on both sides. */
      readonly before?: (input: string) => string
      /** Parameters of the module that are not learned. */
      readonly fixed?: readonly string[]
    }
  | { readonly expression: (inputs: readonly string[]) => string }

type Before = (input: string) => string

/** A module with its arguments; those that are undefined say nothing and are left out, and a function is what its input becomes before. */
export function torchModule(module: string, ...parts: readonly (string | Before | undefined)[]): Extract<TorchLayer, { module: string }> {
  const before = parts.find((part) => typeof part === 'function')
  return { module, args: parts.filter((part) => typeof part === 'string'), ...(before && { before }) }
}

/** An argument that is left out when it says what PyTorch takes anyway. */
export function unless(usual: boolean, argument: string): string | undefined {
  return usual ? undefined : argument
}

/** Two numbers as Python writes them where one says both. */
export function pythonPair([vertical, horizontal]: Pair): string {
  return vertical === horizontal ? String(vertical) : `(${vertical}, ${horizontal})`
}

export function isOne([vertical, horizontal]: Pair): boolean {
  return vertical === 1 && horizontal === 1
}

/** Padding as an argument where both sides are alike, else as a step before; the value is what is put around the map. */
export function torchPadding({ top, bottom, left, right }: Padding, value: string): { argument?: string; before?: Before } {
  if (!top && !bottom && !left && !right) return {}
  if (top === bottom && left === right) return { argument: `padding=${pythonPair([top, left])}` }
  const filled = value === '0' ? '' : `, value=${value}`
  return { before: (input) => `F.pad(${input}, (${left}, ${right}, ${top}, ${bottom})${filled})` }
}

interface Pool {
  /** Its name as a module and as a function. */
  readonly names: readonly [module: string, expression: string]
  /** What is put around the map. */
  readonly filling: string
}

/**
 * A pooling layer. PyTorch's stride is the kernel unless it says otherwise. Where the sides differ the map is padded before; PyTorch then takes the padding
 * for part of the map, and what windows it begins there in ceil mode are cut off.
 */
export function torchPool({ names, filling }: Pool, { kernel, stride, padding: setting, ceilMode }: Values<ReturnType<typeof poolWindow>>, input: Shape): TorchLayer {
  const padding = paddingOf(setting, kernel)
  const { argument, before } = torchPadding(padding, filling)
  const args = [pythonPair(kernel), unless(kernel[0] === stride[0] && kernel[1] === stride[1], `stride=${pythonPair(stride)}`), argument, unless(!ceilMode, 'ceil_mode=True')]
  if (!before) return torchModule(names[0], ...args)
  const out = (axis: 0 | 1, first: number, last: number) => windows(input[axis + 1]!, kernel[axis], stride[axis], first, last, ceilMode)
  const cut = ceilMode ? `[:, :, :${out(0, padding.top, padding.bottom)}, :${out(1, padding.left, padding.right)}]` : ''
  return { expression: ([x]) => `${names[1]}(${[before(x!), ...args].filter((part) => part !== undefined).join(', ')})${cut}` }
}
