import { batchesOf } from '#electron/images/batches'
import { decodePicture, pictureHeader } from '#electron/images/decode'
import { bytesOfOne } from '#electron/images/pictures'
import { splitCounts } from '#electron/images/split'
import { openStored, readLabels } from '#electron/images/store/open'
import { readStored } from '#electron/images/store/record'
import { problem } from '#shared/base/problem'
import type { Handlers } from '#shared/contract/contract'
import type { dataArea } from '#shared/contract/data'
import { duplicatesOf } from './duplicates'
import { detailsOf, filesNoted, lookAt, meanImage, picturesOf } from './look'
import { Shelf } from './shelf'

type DataHandlers = Handlers<{ data: typeof dataArea }>['data']
/** The contract's part of a signal is the platform's own at run time. */
const whole = (signal: unknown) => signal as AbortSignal

/** Answers what is asked of data sets, on the library of this folder and what is on its shelf. */
export function dataHandlers(library: string, shelf = new Shelf(library)): DataHandlers {
  return {
    async watch({ asker }, teller, { signal }) {
      const changes: Parameters<typeof teller.event>[0][] = []
      let begun = false
      signal.addEventListener('abort', shelf.listen((change) => (begun ? teller.event(change) : void changes.push(change)), asker))
      teller.snapshot(await shelf.list())
      begun = true
      for (const change of changes) teller.event(change)
    },
    get: ({ id, asker }) => (shelf.get(id, asker), {}),
    cancel: ({ id, asker }) => ({ goesOn: shelf.cancel(id, asker) }),
    import: async (wish) => ({ id: await shelf.import(wish) }),
    verify: ({ id }) => shelf.verify(id),
    remove: async ({ id }) => (await shelf.remove(id), {}),
    look: ({ id, split, ...wish }) => lookAt({ library, id, split }, wish),
    pictures: ({ id, split, numbers }) => picturesOf({ library, id, split }, numbers),
    details: ({ id, split, number }) => detailsOf({ library, id, split }, number),
    duplicates: ({ id }, { signal }) => duplicatesOf(library, id, { signal: whole(signal) }),
    files: ({ id, offset, count }) => filesNoted({ library, id }, offset, count),
    meanImage: ({ id, split, class: wanted }, { signal }) => meanImage({ library, id, split }, { class: wanted, signal: whole(signal) }),
    async preview({ id, split, numbers, augmentation, seed, epochs }) {
      const set = await openStored(library, id, 0)
      try {
        const pictures = set[split]
        if (!pictures) throw problem('noTestPictures', { name: set.name })
        const { height, width, channels } = pictures
        const length = bytesOfOne(pictures)
        const bytes = new Uint8Array(numbers.length * epochs.length * length)
        // The very batches of training, one picture each: a picture is what its number and the epoch make of it.
        epochs.forEach((epoch, row) => numbers.forEach((number, column) => {
          const { images } = batchesOf(pictures, Uint32Array.of(number), { batch: 1, seed, augmentation, balance: 'none', sizes: [] }).make(epoch, 0)
          bytes.set(images.subarray(0, length), (row * numbers.length + column) * length)
        }))
        return { count: numbers.length * epochs.length, height, width, channels, bytes }
      } finally {
        set.close()
      }
    },
    async splitPreview({ id, ...settings }) {
      const stored = await readStored(library, id)
      const labels = await readLabels(library, id, stored, 'training')
      return splitCounts(labels, stored.classes.length, settings)
    },
    async decode({ file, longest }) {
      const bytes = Buffer.from(file)
      const { height, width } = pictureHeader('The picture', bytes)
      const scale = Math.min(1, longest / Math.max(height, width))
      const size = { height: Math.max(1, Math.round(height * scale)), width: Math.max(1, Math.round(width * scale)), channels: 3 as const }
      return { count: 1, ...size, bytes: (await decodePicture('The picture', bytes, size, 'crop')).pixels }
    },
  }
}
