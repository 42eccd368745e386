import { DataType } from '../binding'
import type { OpRule } from './op'

/** y = each pixel as a block. dx = the sum of dy over the block. */
export const upsampleNearest: OpRule<'upsampleNearest'> = ({ g }, x, [down, across]) => {
  const [batch, height, width, channels] = x.dims as [number, number, number, number]
  const pixels = g.reshape(x, [batch, height, 1, width, 1, channels])
  const blocks = [batch, height, down, width, across, channels]
  const tiled = g.one('Tile', [pixels, g.ints([1, 1, down, 1, across, 1])], { T: { type: x.type }, Tmultiples: { type: DataType.int32 } }, x.type, blocks)
  return {
    inputs: [x],
    y: g.reshape(tiled, [batch, height * down, width * across, channels]),
    gradient: (dy) => [g.reduce('Sum', g.reshape(dy, blocks), [2, 4])],
  }
}
