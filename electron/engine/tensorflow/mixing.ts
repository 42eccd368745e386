import { DataType } from './binding'
import type { GraphBuilder, Tensor } from './graphdef'

/** The names by which a step is fed each picture's own share of every pixel, and of its label. */
export const mixFeeds = { shares: 'mix/shares', share: 'mix/share' } as const

/**
 * Mixes each picture of a batch, and its label, with the one before it, the first with the last. It is done here, on what the network gets, and not
 * in the batch's bytes: so nothing is rounded, and a step is fed no more than the share of each pixel. Pictures of every size of the plan are mixed by it.
 */
export function mixedWithTheOneBefore(g: GraphBuilder): { pictures(x: Tensor): Tensor; labels(x: Tensor): Tensor } {
  const shares = g.placeholder(mixFeeds.shares, DataType.float32, [-1, -1, 1])
  const share = g.placeholder(mixFeeds.share, DataType.float32, [])
  const mixed = (x: Tensor, own: Tensor): Tensor => {
    const types = { T: { type: x.type }, Tshift: { type: DataType.int32 }, Taxis: { type: DataType.int32 } }
    const other = g.one('Roll', [x, g.ints([1]), g.ints([0])], types, x.type, x.dims)
    return g.binary('AddV2', g.binary('Mul', x, own), g.binary('Mul', other, g.binary('Sub', g.float(1), own)))
  }
  return { pictures: (x) => mixed(x, shares), labels: (x) => mixed(x, share) }
}
