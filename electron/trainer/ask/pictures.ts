import { decodePicture, readPicture } from '#electron/images/decode'
import { copiesOf, type Pictures } from '#electron/images/pictures'
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
      const seen = pictureOf(picturesOf(data, picture.split), picture.number, data.set.name)
      return asking.withNetwork(found, data, (loaded) => work({ found, loaded, seen }))
    })
  return asking.withNetwork(found, undefined, async (loaded) => {
    const { height, width, channels } = loaded.images
    if (channels !== 1 && channels !== 3) throw problem('pictureChannels', { channels })
    const size = { height, width, channels: 3 } as const
    const colour = picture.from === 'file' ? await readPicture(picture.path, size) : (await decodePicture(picture.name, Buffer.from(picture.bytes), size, 'crop')).pixels
    return work({ found, loaded, seen: channels === 1 ? grey(colour) : colour })
  })
}

/** The pictures that a split lies among; throws noTestPictures where there are none. */
export function picturesOf({ set }: OpenedData, split: Evaluation['split']): Pictures {
  if (split !== 'test') return set.training
  if (!set.test) throw problem('noTestPictures', { name: set.name })
  return set.test
}

function pictureOf(pictures: Pictures, number: number, name: string): Uint8Array {
  if (number >= pictures.count) throw problem('pictureNotThere', { name, number, count: pictures.count })
  return copiesOf(pictures, [number])
}

/** The brightness of each pixel, by the weights of ITU-R BT.601 for red, green and blue. */
function grey(colour: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: colour.length / 3 }, (_, i) => Math.round(0.299 * colour[i * 3]! + 0.587 * colour[i * 3 + 1]! + 0.114 * colour[i * 3 + 2]!))
}
