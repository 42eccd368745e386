import type { PoolAttributes } from '#shared/ops/ops'
import { divisors, wholePadding } from '#shared/ops/pooling'
import type { GraphBuilder, Tensor } from '../graphdef'
import type { OpRule } from './op'
import { pad, unpad } from './padding'
import { poolSettings } from './poolSettings'

/**
 * y = the mean of each window, padding included. Each pixel gets its share of the window's gradient.
 * TensorFlow divides by the kernel's size; a window that reaches past the padded map is scaled from that to its own divisor.
 */
export const avgPool: OpRule<'avgPool'> = ({ g }, x, attributes) => {
  const { kernel, stride, padding: asked, ceilMode } = attributes
  const [batch, height, width, channels] = x.dims as [number, number, number, number]
  const [down, across] = [
    divisors(height, kernel[0], stride[0], asked.top, asked.bottom, ceilMode),
    divisors(width, kernel[1], stride[1], asked.left, asked.right, ceilMode),
  ]
  const padding = wholePadding([height, width], attributes)
  const padded = pad(g, x, padding, 0)
  const dims = [batch, down.length, across.length, channels]
  const settings = poolSettings(x, attributes)
  const scale = scaleOf(g, x, attributes, down, across)
  const scaled = (value: Tensor) => (scale ? g.binary('Mul', value, scale) : value)
  return {
    inputs: [x],
    y: scaled(g.one('AvgPool', [padded], settings, x.type, dims)),
    gradient: (dy) => [unpad(g, g.one('AvgPoolGrad', [g.shapeOf(padded), scaled(dy)], settings, x.type, padded.dims), x, padding)],
  }
}

/** What a window's mean over the whole kernel is to be multiplied by, [1, height, width, 1]; nothing where it is 1 everywhere. */
function scaleOf(g: GraphBuilder, x: Tensor, { kernel }: PoolAttributes, down: readonly number[], across: readonly number[]): Tensor | undefined {
  if (down.every((divisor) => divisor === kernel[0]) && across.every((divisor) => divisor === kernel[1])) return undefined
  const factors = down.flatMap((rows) => across.map((columns) => (kernel[0] * kernel[1]) / (rows * columns)))
  return g.cast(g.reshape(g.floats(factors), [1, down.length, across.length, 1]), x.type)
}
