import { choice, number } from '../base/fields'
import { random } from '../base/random'
import { augmentationKind } from './kind'
import { affineOrigin, warp } from './warp'

/** Its row of the table. */
export const affineKind = augmentationKind({
  label: 'Rotate, shear, scale',
  help: 'Turns, slants and scales the picture about its middle, each by chance within its limit',
  fields: {
    degrees: number(15, { label: 'Rotation', help: 'Up to so many degrees either way', min: 0, max: 180 }),
    shear: number(0, { label: 'Shear', help: 'Rows slant by up to so many degrees either way', min: 0, max: 60 }),
    scale: number(0.1, { label: 'Scale', help: 'The size changes by up to this share, smaller or larger', min: 0, max: 0.9 }),
    edge: choice('black', { label: 'Edge', help: 'What is beyond the edge: black, or the picture mirrored', options: ['black', 'mirrored'] }),
  },
  apply(bytes, at, size, { degrees, shear, scale, edge }, { seed, epoch, index }) {
    const source = random(seed, epoch, index, affineStream)
    const upTo = (limit: number) => (2 * source.uniform() - 1) * limit
    warp(bytes, at, size, affineOrigin({ angle: upTo(degrees), shear: upTo(shear), scale: 1 + upTo(scale) }), edge)
  },
})

/** 'affn' in ASCII: keeps these random numbers apart from others of the same keys. */
const affineStream = 0x6166666e
