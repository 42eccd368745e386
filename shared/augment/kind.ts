import type { Fields, Values } from '../base/fields'
import type { Key } from './key'
import type { Size } from './size'

/** A kind of augmentation: a name for people, one line of help, its settings, and what it does. */
export interface AugmentationKind<F extends Fields = Fields> {
  readonly label: string
  readonly help: string
  readonly fields: F
  /** Changes, in place, the picture whose bytes begin at `at`. */
  apply(bytes: Uint8Array, at: number, size: Size, values: Values<F>, key: Key): void
}

/** The kind as it is written, with the types of its settings known to `apply`. */
export function augmentationKind<F extends Fields>(kind: AugmentationKind<F>): AugmentationKind<F> {
  return kind
}
