import type { Values } from '../base/fields'
import { affineKind } from './affine'
import { colourKind } from './colour'
import { cropKind } from './crop'
import { cutoutKind } from './cutout'
import { flipKind } from './flip'
import { randAugmentKind } from './randAugment'
import { verticalFlipKind } from './verticalFlip'

/** The augmentations, in the order in which they are applied. */
export const augmentations = {
  crop: cropKind,
  flip: flipKind,
  verticalFlip: verticalFlipKind,
  affine: affineKind,
  colour: colourKind,
  randAugment: randAugmentKind,
  cutout: cutoutKind,
}
type Table = typeof augmentations

/** One augmentation with its settings: a plain document. */
export type Augmentation = { [K in keyof Table]: { readonly kind: K } & Readonly<Values<Table[K]['fields']>> }[keyof Table]
export type AugmentationName = keyof Table
