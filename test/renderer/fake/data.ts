import { phrase } from '#shared/base/phrase'
import { quoted } from '#shared/base/reason'
import { problem } from '#shared/base/problem'
import { augmented } from '#shared/augment/augmented'
import type { Handlers } from '#shared/contract/contract'
import type { DataSetInfo } from '#shared/contract/data'
import type { StudioContract } from '#shared/contract/studio'
import { sheetOf } from './pictures'

export const cifar = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']
const set = (id: string, name: string, more: Partial<DataSetInfo> = {}): DataSetInfo => ({
  id, name, about: phrase('aboutCifar10'), state: 'ready', downloadBytes: 170_052_171, diskBytes: 186_000_000, classes: cifar, counts: { training: 50_000, test: 10_000 },
  balance: { training: cifar.map(() => 5000), test: cifar.map(() => 1000) }, size: { height: 32, width: 32, channels: 3 },
  mean: [0.491, 0.482, 0.447], deviation: [0.247, 0.244, 0.262], hash: 'c1', warnings: [], skipped: 0, ...more,
})

export const sets: readonly DataSetInfo[] = [
  set('cifar-10', 'CIFAR-10'),
  set('shapes-10', 'Shapes-10', {
    about: phrase('aboutShapes'), downloadBytes: 0, diskBytes: 37_000_000, counts: { training: 10_000, test: 2000 }, classes: cifar.map((_, i) => `shape ${i + 1}`),
    balance: { training: cifar.map(() => 1000), test: cifar.map(() => 200) },
  }),
  set('mnist', 'MNIST', { state: 'absent', about: phrase('aboutMnist'), downloadBytes: 11_600_000, diskBytes: 0, counts: { training: 60_000, test: 10_000 }, size: { height: 28, width: 28, channels: 1 } }),
  set('cifar-100', 'CIFAR-100', { state: 'getting', diskBytes: 84_000_000, downloadBytes: 169_000_000, progress: { done: 84_000_000, of: 169_000_000, unit: 'bytes', perSecond: 6_200_000, secondsLeft: 14 } }),
]

/** Data sets that are there, with pictures drawn on the spot; `note` keeps what was asked. */
export function fakeData(note: (name: string) => (input: unknown) => object): Handlers<StudioContract>['data'] {
  const known = (id: string) => {
    const found = sets.find((each) => each.id === id)
    if (!found) throw problem('noSuchPart', { what: quoted(id) })
    return found
  }
  const numbersOf = (total: number, of: number | undefined, offset: number, count: number) => {
    const all = of === undefined ? total : total / 10
    return Array.from({ length: Math.max(0, Math.min(count, all - offset)) }, (_, i) => (of === undefined ? offset + i : (offset + i) * 10 + of))
  }
  return {
    watch: (_input, teller) => teller.snapshot([...sets]),
    get: () => ({}), cancel: ({ id }) => ({ goesOn: id === 'cifar-100' }), remove: () => ({}),
    import: (input) => ({ ...note('import')(input), id: 'mine' }),
    verify: ({ id }) => ({ sound: true, said: phrase('isAsStored', { pictures: known(id).counts.training, name: known(id).name }) }),
    look({ id, split, class: of, offset, count }) {
      const total = known(id).counts[split]
      const numbers = numbersOf(total, of, offset, count)
      return { total: of === undefined ? total : total / 10, numbers, labels: numbers.map((number) => number % 10), sheet: sheetOf(numbers) }
    },
    pictures: ({ numbers }) => sheetOf(numbers),
    details: ({ number }) => ({ label: number % 10, mean: [0.4, 0.4, 0.4], deviation: [0.2, 0.2, 0.2], sheet: sheetOf([number]) }),
    duplicates: () => ({ total: 0, pairs: [] }),
    files: () => ({ total: 0, files: [] }),
    meanImage: () => sheetOf([0]),
    preview({ numbers, augmentation, seed, epochs }) {
      const plain = sheetOf(numbers)
      const size = { height: plain.height, width: plain.width, channels: 3 }
      const each = plain.height * plain.width * 3
      const bytes = new Uint8Array(each * numbers.length * epochs.length)
      epochs.forEach((epoch, e) =>
        numbers.forEach((number, n) => {
          const at = (e * numbers.length + n) * each
          augmented(plain.bytes, n * each, bytes, at, size, augmentation, { seed, epoch, index: number })
        }))
      return { ...plain, count: numbers.length * epochs.length, bytes }
    },
    splitPreview: ({ id, holdOut }) => ({ training: known(id).balance.training.map((count) => count * (1 - holdOut)), validation: known(id).balance.training.map((count) => count * holdOut) }),
    decode: () => sheetOf([3]),
  }
}
