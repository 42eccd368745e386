import type { Said } from '#shared/base/problem'
import { counter, type TellProgress } from '#electron/files/progress'
import type { DataSet } from '../pictures'
import type { StoredSplit } from './places'
import type { Stored } from './record'
import { StoreWriter } from './writer'

/** How something that takes its time is stopped and watched. */
export interface Watch {
  readonly signal?: AbortSignal | undefined
  readonly progress?: TellProgress | undefined
}

/** Writes a data set into the library under this id, instead of an older one; `origin` is where it came from. */
export async function keepDataSet(library: string, id: string, set: DataSet, origin: { readonly from: string; readonly about: Said }, { signal, progress }: Watch = {}): Promise<Stored> {
  const { height, width, channels } = set.training
  if (channels !== 1 && channels !== 3) throw new RangeError(`Pictures have 1 or 3 channels, not ${channels}`)
  const writer = await StoreWriter.begin(library, id, set.classes, { height, width, channels })
  const count = counter(set.training.count + (set.test?.count ?? 0), progress)
  let done = 0
  try {
    for (const split of ['training', 'test'] satisfies StoredSplit[]) {
      const pictures = set[split]
      for (let number = 0; pictures && number < pictures.count; number++) {
        signal?.throwIfAborted()
        await writer.add(split, pictures.room, pictures.find(number), pictures.labels[number]!)
        count(++done)
      }
    }
    return await writer.finish({ name: set.name, about: origin.about, origin: origin.from, warnings: [...set.warnings], files: [] })
  } catch (thrown) {
    await writer.discard()
    throw thrown
  }
}
