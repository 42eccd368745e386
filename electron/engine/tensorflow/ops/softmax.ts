import { DataType } from '../binding'
import type { OpRule } from './op'

/** y = e^x / Σ e^x in float32. For output only, behind the logits that the loss takes: no gradient. */
export const softmax: OpRule<'softmax'> = ({ g }, x) => ({
  inputs: [x],
  y: g.one('Softmax', [g.cast(x, DataType.float32)], { T: { type: DataType.float32 } }, DataType.float32, x.dims),
  gradient: () => [null],
})
