import { wholePadding } from '#shared/ops/pooling'
import { windows } from '#shared/ops/ops'
import type { OpRule } from './op'
import { pad, unpad } from './padding'
import { poolSettings } from './poolSettings'

/** Below every float that a network computes with, and finite in bfloat16 too. */
const NEVER_WINS = -3e38

/** y = the largest value of each window. Only that pixel gets the window's gradient. */
export const maxPool: OpRule<'maxPool'> = ({ g }, x, attributes) => {
  const { kernel, stride } = attributes
  const padding = wholePadding([x.dims[1]!, x.dims[2]!], attributes)
  const padded = pad(g, x, padding, NEVER_WINS)
  const [batch, height, width, channels] = padded.dims as [number, number, number, number]
  const settings = poolSettings(x, attributes)
  const y = g.one('MaxPool', [padded], settings, x.type,
    [batch, windows(height, kernel[0], stride[0], 0, 0), windows(width, kernel[1], stride[1], 0, 0), channels])
  return { inputs: [x], y, gradient: (dy) => [unpad(g, g.one('MaxPoolGrad', [padded, y, dy], settings, x.type, padded.dims), x, padding)] }
}
