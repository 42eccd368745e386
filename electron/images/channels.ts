import { bytesOfOne, type DataSet, type Labels, type Pictures } from './pictures'

/**
 * The pictures as a network of so many channels sees them. Grey is repeated in all three channels; colour becomes grey as in PIL's convert('L'),
 * and so in torchvision's Grayscale. It is done picture by picture when one is asked for. Throws a RangeError between other numbers of channels.
 */
export function withChannels(pictures: Pictures, channels: number): Pictures {
  return pictures.channels === channels ? pictures : new Rechannelled(pictures, channels)
}

/** The same of all pictures of a data set. */
export function setWithChannels(set: DataSet, channels: number): DataSet {
  return { ...set, training: withChannels(set.training, channels), ...(set.test && { test: withChannels(set.test, channels) }) }
}

/** Pictures whose channels are made of those of others. */
export class Rechannelled implements Pictures {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly labels: Labels
  readonly room: Uint8Array

  constructor(readonly pictures: Pictures, readonly channels: number) {
    if (!(pictures.channels === 1 && channels === 3) && !(pictures.channels === 3 && channels === 1))
      throw new RangeError(`Pictures of ${pictures.channels} channels have no ${channels}`)
    this.count = pictures.count
    this.height = pictures.height
    this.width = pictures.width
    this.labels = pictures.labels
    this.room = new Uint8Array(bytesOfOne(this))
  }

  find(number: number): number {
    const { pictures: { room: from }, room: to } = this
    const at = this.pictures.find(number)
    if (this.channels === 3) for (let i = 0, pixel = at; i < to.length; i += 3, pixel++) to[i] = to[i + 1] = to[i + 2] = from[pixel]!
    else for (let i = 0, pixel = at; i < to.length; i++, pixel += 3) to[i] = luma(from[pixel]!, from[pixel + 1]!, from[pixel + 2]!)
    return 0
  }
}

/** The brightness by the weights of ITU-R BT.601, 0.299, 0.587 and 0.114, in 65,536ths, rounded. */
function luma(red: number, green: number, blue: number): number {
  return (19_595 * red + 38_470 * green + 7_471 * blue + 32_768) >> 16
}
