import { cropByChance } from './crop'
import { augmentations, type Augmentation, type AugmentationName } from './index'
import type { Key } from './key'
import type { AugmentationKind } from './kind'
import type { Size } from './size'

/**
 * Copies a picture of this size from one place to another and augments it there. What comes out depends on the picture, the augmentations and
 * the key alone. They are applied in the order of their table, whatever order they are named in.
 */
export function augmented(from: Uint8Array, fromAt: number, to: Uint8Array, toAt: number, size: Size, wanted: readonly Augmentation[], key: Key): void {
  const crop = wanted.find(({ kind }) => kind === 'crop')
  if (crop?.kind === 'crop') cropByChance(from, fromAt, to, toAt, size, crop, key)
  else to.set(from.subarray(fromAt, fromAt + size.height * size.width * size.channels), toAt)
  for (const name of names) {
    if (name === 'crop') continue
    const values = wanted.find(({ kind }) => kind === name)
    const kind: AugmentationKind = augmentations[name]
    if (values) kind.apply(to, toAt, size, values, key)
  }
}

const names = Object.keys(augmentations) as AugmentationName[]
