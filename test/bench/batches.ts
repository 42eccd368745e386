import { batchesAhead } from '#electron/images/ahead/batchesAhead'
import { batchesOf, type BatchSettings } from '#electron/images/batches'
import { inMemory } from '#electron/images/pictures'
import { table } from '#electron/terminal/words'
import { augmentations, type Augmentation, type AugmentationName } from '#shared/augment/index'
import { mixOf } from '#shared/augment/mixing'
import { defaultChoice } from '#shared/plan/choice'
import { join } from 'node:path'
import { median } from './figures'
import { workload } from './workload'

/**
 * Times a batch of 128 pictures of 32 × 32 with each augmentation alone, as it is when nobody says, with some together, and shrunk, for the first time and again; then how long a step of 10 ms,
 * as a GPU takes, lasts with its batch, made on the spot and made ahead.
 */
function main(): void {
  const { batch } = workload(128)
  const pictures = inMemory({ count: 128, height: 32, width: 32, channels: 3, bytes: batch.images as Uint8Array, labels: new Uint8Array(128) })
  const indices = Uint32Array.from({ length: 128 }, (_, i) => i)
  const row = (what: string, augmentation: readonly Augmentation[]): string[] => {
    const batches = batchesOf(pictures, indices, { batch: 128, seed: 1, balance: 'none', sizes: [], augmentation })
    return timed(what, (epoch) => batches.make(epoch, 0))
  }
  const shrunk: BatchSettings = { batch: 128, seed: 1, balance: 'none', sizes: [{ size: [24, 24], from: 1, to: 0 }], augmentation: [] }
  const shrunkBefore = batchesOf(pictures, indices, shrunk)
  const names = Object.keys(augmentations) as AugmentationName[]
  const of = (...chosen: AugmentationName[]) => chosen.map((name) => defaultChoice(augmentations, name))
  console.log(table([
    ['128 pictures 32x32x3', 'median', 'least', 'most'],
    row('as they are', []),
    ...names.map((name) => row(augmentations[name].label, of(name))),
    row('Crop out of mirrored padding', [{ kind: 'crop', padding: 4, edge: 'mirrored' }]),
    row('Crop and flip', of('crop', 'flip')),
    row('Crop, flip and cutout', of('crop', 'flip', 'cutout')),
    row('all of them', of(...names)),
    timed('shrunk to 24x24, for the first time', () => batchesOf(pictures, indices, shrunk).make(0, 0)),
    timed('shrunk to 24x24, again', (epoch) => shrunkBefore.make(epoch, 0)),
    timed('how a batch is mixed (CutMix)', (step) => mixOf({ kind: 'cutmix', alpha: 1 }, { height: 32, width: 32 }, 1, step)),
  ]))
  const step = new Int32Array(new SharedArrayBuffer(4))
  const stepping = (what: string, share: number): string[] => {
    const batches = batchesAhead(pictures, indices, { batch: 128, seed: 1, balance: 'none', sizes: [], augmentation: of('randAugment') }, join('dist', 'electron', 'batches.cjs'), share)
    const row = timed(what, (epoch) => {
      batches.make(epoch, 0)
      Atomics.wait(step, 0, 0, 10)
    })
    batches.close()
    return row
  }
  console.log(`\n${table([['RandAugment and a step of 10 ms', 'median', 'least', 'most'], stepping('on the spot', Infinity), stepping('ahead', -1)])}`)
}

function timed(what: string, work: (round: number) => unknown): string[] {
  const times: number[] = []
  for (let round = 0; round < 300; round++) {
    const start = performance.now()
    work(round)
    times.push(performance.now() - start)
  }
  const counted = times.slice(100)
  return [what, ...[median(counted), Math.min(...counted), Math.max(...counted)].map((ms) => `${ms.toFixed(3)} ms`)]
}

main()
