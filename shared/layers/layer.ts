import type { Fields, Pair, PaddingSetting, Values } from '../base/fields'
import { phrase, type Phrase } from '../base/phrase'
import type { TorchLayer } from './pytorch'
import { span, windows, type Ops, type Padding, type Shape, type WindowAttributes } from '../ops/ops'

/** One kind of layer: everything that the program knows of it. */
export interface LayerKind<F extends Fields = Fields> {
  /** Its name as people of the field say it. */
  readonly label: string
  readonly category: 'input' | 'convolution' | 'normalisation' | 'activation' | 'pooling' | 'shape' | 'dense' | 'regularisation' | 'merge' | 'output'
  /** One sentence: what it does. */
  readonly help: string
  readonly fields: F
  /** How many inputs it takes; `many` are 2 to 16. */
  readonly ports: number | 'many'
  /** How PyTorch writes it, with inputs of these shapes; nothing for where the pictures enter. */
  pytorch(values: Values<F>, inputs: readonly Shape[]): TorchLayer | undefined
  /** The layer, written once in the vocabulary of `Ops`. */
  build<T>(ops: Ops<T>, inputs: readonly T[], values: Values<F>): T
  /** How its output size comes about, in this layer's own numbers. */
  explain(values: Values<F>, inputs: readonly Shape[], output: Shape): Phrase
}

/** Keeps the field types of a kind together with its build function. */
export function defineLayer<const F extends Fields>(kind: LayerKind<F>): LayerKind<F> {
  return kind
}

/** The fewest and the most inputs that a kind takes. */
export function portLimits({ ports }: Pick<LayerKind, 'ports'>): readonly [least: number, most: number] {
  return ports === 'many' ? [2, 16] : [ports, ports]
}

/** The one input of a layer that takes one; the graph's check has counted them. */
export function only<T>(inputs: readonly T[]): T {
  return inputs[0] as T
}

/** Pixels to add on each side. 'same' splits kernel - 1 with the odd one at the end, as PyTorch does; it is meant for stride 1. */
export function paddingOf(setting: PaddingSetting, kernel: Pair): Padding {
  if (setting === 'valid') return { top: 0, bottom: 0, left: 0, right: 0 }
  const [vertical, horizontal] = setting === 'same' ? [kernel[0] - 1, kernel[1] - 1] : [2 * setting[0], 2 * setting[1]]
  const top = Math.floor(vertical / 2)
  const left = Math.floor(horizontal / 2)
  return { top, bottom: vertical - top, left, right: horizontal - left }
}

/** The pixels that a kernel spans down and across. */
export function spans(kernel: Pair, dilation: Pair): Pair {
  return [span(kernel[0], dilation[0]), span(kernel[1], dilation[1])]
}

/** A sliding window, with what only some of them have. */
interface Window extends WindowAttributes {
  readonly kernel: Pair
  readonly dilation?: Pair
  readonly ceilMode?: boolean
}

/** The size formula of a sliding window with numbers put in: ⌊(32 + 2·1 − 3) / 1⌋ + 1 = 32. */
export function explainWindow({ kernel, stride, padding, dilation = [1, 1], ceilMode = false }: Window, input: Shape): Phrase {
  const [, height = 0, width = 0] = input
  const formula = (size: number, before: number, after: number, axis: 0 | 1) => {
    const [k, s, d] = [kernel[axis], stride[axis], dilation[axis]]
    const pad = before === after ? (before ? ` + 2·${before}` : '') : ` + ${before} + ${after}`
    const spanned = d === 1 ? `${k}` : `${d}·(${k} − 1) − 1`
    const out = windows(size, span(k, d), s, before, after, ceilMode)
    // Where ceil mode leaves a window out, the formula says so.
    const fit = `${ceilMode ? '⌈' : '⌊'}(${size}${pad} − ${spanned}) / ${s}${ceilMode ? '⌉' : '⌋'} + 1`
    return ceilMode && out < Math.ceil((size + before + after - k) / s) + 1 ? phrase('windowLeftOut', { windows: fit, size: out }) : `${fit} = ${out}`
  }
  return both(formula(height, padding.top, padding.bottom, 0), formula(width, padding.left, padding.right, 1))
}

/** What happens down and across, in one part where it is the same. */
export function both(down: string | Phrase, across: string | Phrase): Phrase {
  return JSON.stringify(down) === JSON.stringify(across) ? phrase('heightAndWidth', { size: down }) : phrase('heightThenWidth', { height: down, width: across })
}
