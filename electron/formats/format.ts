import type { ImageFacts, Serving, Weights } from '#electron/engine/engine'
import type { Graph } from '#shared/graph/document'

/** A trained network that is taken away. */
export interface Subject {
  readonly graph: Graph
  readonly weights: Weights
  readonly images: ImageFacts
  readonly classes: readonly string[]
}

/** What answers for a network's input [count, channels, height, width]: the values of its last layer, [count, classes]. */
export interface Answering {
  answer(input: Float32Array, count: number): Float32Array | Promise<Float32Array>
  close(): void | Promise<void>
}

/** By what exports are read back. */
export interface Readers extends Serving {
  /** The network itself with other weights. Throws weightsDiffer. */
  withWeights(weights: Weights): Answering
}

/** The parts of files by their names. */
export type Files = Readonly<Record<string, readonly (Uint8Array | string)[]>>

/** A form in which a network is taken away. */
export interface Format {
  /** So many bytes of weights and no more. */
  readonly mostBytes: number
  /** How its input and output are laid out, for people. */
  readonly layout: { readonly input: string; readonly output: string }
  write(subject: Subject, serving: Serving): Files
  /** Opens what was written into this folder, by the files alone. */
  readBack(folder: string, subject: Subject, readers: Readers): Promise<Answering>
}
