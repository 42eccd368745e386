import { Rechannelled, withChannels } from '../channels'
import { inMemory, PicturesInMemory, type Labels, type Pictures } from '../pictures'
import { PicturesOnDisk } from '../store/onDisk'

interface Described {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly labels: Labels
}

/** Pictures as another thread can have them: those in memory are shared with it, and of those on disk it opens the file itself. */
export type HandedOver =
  | (Described & { readonly kind: 'memory'; readonly bytes: Uint8Array })
  | (Described & { readonly kind: 'disk'; readonly id: string; readonly path: string })
  | { readonly kind: 'channels'; readonly of: HandedOver; readonly channels: number }

/** Describes pictures for another thread. What lies in memory that cannot be shared is copied into such, once. */
export function handOver(pictures: Pictures): HandedOver {
  if (pictures instanceof Rechannelled) return { kind: 'channels', of: handOver(pictures.pictures), channels: pictures.channels }
  const { count, height, width, channels, labels } = pictures
  const described = { count, height, width, channels, labels }
  if (pictures instanceof PicturesOnDisk) return { ...described, kind: 'disk', id: pictures.id, path: pictures.path }
  if (pictures instanceof PicturesInMemory) return { ...described, kind: 'memory', bytes: shared(pictures.bytes) }
  throw new RangeError('These pictures cannot be handed to another thread')
}

/** The pictures that were handed over. Throws the problems of files. */
export function takeOver(handed: HandedOver): Pictures {
  switch (handed.kind) {
    case 'memory':
      return inMemory(handed)
    case 'disk':
      return new PicturesOnDisk(handed.id, handed.path, handed.count, handed, handed.labels)
    case 'channels':
      return withChannels(takeOver(handed.of), handed.channels)
  }
}

function shared(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}
