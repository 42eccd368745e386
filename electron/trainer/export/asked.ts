import type { AnsweringNetwork } from '#electron/engine/engine'
import type { Answering } from '#electron/formats/format'
import { channelsLast } from '#electron/formats/savedmodel'
import type { Asked } from '#electron/formats/verify'
import { copiesOf, type DataSet } from '#electron/images/pictures'
import type { GraphFacts } from '#shared/graph/facts'
import { evaluationBatch } from '../scoring'

/** So many pictures are compared where the network is quick, and so few where it is slow: about as much work in all. */
const most = 64
const least = 8
const multiplyAdds = 2e11

/** Pictures of a data set from all over its test pictures, or of its training pictures where it has none, with what the network answers. */
export function askedOf(network: AnsweringNetwork, { placed, total }: GraphFacts, { test, training }: DataSet): Asked[] {
  const pictures = test ?? training
  const wanted = Math.max(least, Math.min(most, Math.floor(multiplyAdds / Math.max(1, total.multiplyAdds))))
  const count = Math.min(pictures.count, wanted)
  const numbers = Array.from({ length: count }, (_, i) => Math.floor((i * pictures.count) / count))
  const [first, last] = [placed[0]!.node.id, placed.at(-1)!.node.id]
  const batch = Math.min(count, evaluationBatch(total.activationBytes))
  return Array.from({ length: Math.ceil(count / batch) }, (_, i) => {
    const some = numbers.slice(i * batch, (i + 1) * batch)
    const values = network.activations(copiesOf(pictures, some), some.length, [first, last])
    return { count: some.length, input: values.get(first)!.data, answers: values.get(last)!.data }
  })
}

/** The network itself as it answers such input. Its weights stay the caller's. */
export function answeringOf(network: AnsweringNetwork, { placed, input }: GraphFacts): Answering {
  const last = placed.at(-1)!.node.id
  const [channels, height, width] = input as [number, number, number]
  return {
    answer: (values, count) => network.activations(channelsLast(values, channels, height * width), count, [last]).get(last)!.data,
    close: () => undefined,
  }
}
