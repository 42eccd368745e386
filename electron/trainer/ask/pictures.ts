import { withChannels } from '#electron/images/channels'
import { decodePicture, readPicture } from '#electron/images/decode'
import { copiesOf, inMemory, type Pictures } from '#electron/images/pictures'
import { problem } from '#shared/base/problem'
import type { Evaluation, PictureOf } from '#shared/contract/ask'
import type { WeightsChoice } from '#shared/contract/trainer'
import { findWeights, type FoundWeights } from '../weights'
import type { Asking, LoadedNetwork, OpenedData } from './asking'

/** A picture that is asked about; the terminal names files by their paths. */
export type AskedPicture = PictureOf | { readonly from: 'file'; readonly path: string }

/** A network and the picture that it is asked about. */
export interface Question {
  readonly found: FoundWeights
  readonly loaded: LoadedNetwork
  /** The picture as the network is fed it: [height, width, channels] of `loaded.images`. */
  readonly seen: Uint8Array
}

/** Works with weights and a picture. Throws what is wrong with either. */
export async function withPicture<R>(asking: Asking, choice: WeightsChoice, picture: AskedPicture, work: (question: Question) => R | Promise<R>): Promise<R> {
  const found = await findWeights(choice)
  if (picture.from === 'data')
    return asking.withData(picture.data, (data) => {
      const pictures = picturesOf(data, picture.split)
      const { number } = picture
      if (number >= pictures.count) throw problem('pictureNotThere', { name: data.set.name, number, count: pictures.count })
      return asking.withNetwork(found, data, (loaded) => work({ found, loaded, seen: copiesOf(withChannels(pictures, loaded.images.channels), [number]) }))
    })
  return asking.withNetwork(found, undefined, async (loaded) => {
    const { height, width, channels } = loaded.images
    if (channels !== 1 && channels !== 3) throw problem('pictureChannels', { channels })
    const size = { height, width, channels: 3 } as const
    const bytes = picture.from === 'file' ? await readPicture(picture.path, size) : (await decodePicture(picture.name, Buffer.from(picture.bytes), size, 'crop')).pixels
    return work({ found, loaded, seen: copiesOf(withChannels(inMemory({ count: 1, ...size, bytes, labels: new Uint8Array(1) }), channels), [0]) })
  })
}

/** The pictures that a split lies among; throws noTestPictures where there are none. */
export function picturesOf({ set }: OpenedData, split: Evaluation['split']): Pictures {
  if (split !== 'test') return set.training
  if (!set.test) throw problem('noTestPictures', { name: set.name })
  return set.test
}
