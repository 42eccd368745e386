import { writeAtomic } from '#electron/files/atomic'
import { readSafetensors, writeSafetensors } from '#electron/formats/safetensors'
import { inOrder } from '#electron/images/batches'
import { withChannels } from '#electron/images/channels'
import type { LayerValues } from '#electron/engine/engine'
import { problem } from '#shared/base/problem'
import { toUnitLength } from '#shared/metrics/neighbours'
import { sizeOf } from '#shared/ops/ops'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { splitOf } from '../records'
import { evaluationBatch, type Waiting } from '../scoring'
import type { FoundWeights } from '../weights'
import type { LoadedNetwork, OpenedData } from './asking'
import { hiddenLayer } from './layers'

/** The last hidden layer of all training pictures of a run: rows of length 1 [pictures, width], in the order of the split. */
export interface Features {
  readonly numbers: Uint32Array
  readonly rows: Float32Array
}

/** A run's checkpoint, loaded, with the pictures that it was trained on. */
export interface Trained {
  readonly from: NonNullable<FoundWeights['from']>
  readonly loaded: LoadedNetwork
  readonly data: OpenedData
}

/** The features of a checkpoint: those that are kept in the run's folder, or computed now and kept. Throws answerGivenUp when it was stopped. */
export async function featuresOf({ from, loaded, data }: Trained, waiting: Waiting): Promise<Features> {
  const numbers = splitOf(data.set, from.run.plan).training
  const file = join(folderOf(from), fileName(from.step))
  const kept = await keptRows(file, numbers.length)
  if (kept) return { numbers, rows: kept }
  const computed = await computedRows(loaded, data, numbers, waiting)
  await writeAtomic(file, ...writeSafetensors(new Map([['features', { shape: [numbers.length, computed.length / numbers.length], data: computed }]])))
  await removeOld(from)
  return { numbers, rows: computed }
}

/** The last hidden layer of pictures as rows of length 1; of a map the mean of each channel counts. */
export function rowsOf({ network, facts }: LoadedNetwork, images: Uint8Array, count: number): Float32Array {
  const node = hiddenLayer(facts)
  const rows = flattened(network.activations(images, count, [node]).get(node)!, count)
  toUnitLength(rows, rows.length / count)
  return rows
}

async function computedRows(loaded: LoadedNetwork, { set }: OpenedData, numbers: Uint32Array, waiting: Waiting): Promise<Float32Array> {
  let all = new Float32Array(0)
  let done = 0
  for (const { images, count } of inOrder(withChannels(set.training, loaded.images.channels), numbers, evaluationBatch(loaded.facts.total.activationBytes))) {
    if (await waiting.stopping()) throw problem('answerGivenUp')
    const rows = rowsOf(loaded, images, count)
    if (done === 0) all = new Float32Array((rows.length / count) * numbers.length)
    all.set(rows, (rows.length / count) * done)
    done += count
    waiting.progress(done, numbers.length)
  }
  return all
}

function flattened({ shape, data }: LayerValues, count: number): Float32Array {
  if (shape.length !== 3) return data
  const pixels = sizeOf(shape.slice(1))
  const means = new Float32Array(count * shape[0]!)
  for (let i = 0; i < data.length; i++) means[Math.floor(i / pixels)]! += data[i]! / pixels
  return means
}

/** Undefined when there are none, or none that can be read: then they are computed anew. */
async function keptRows(file: string, pictures: number): Promise<Float32Array | undefined> {
  try {
    const { shape, data } = readSafetensors(await readFile(file), file).tensors.get('features')!
    return shape.length === 2 && shape[0] === pictures ? data : undefined
  } catch {
    return undefined
  }
}

/** Those of checkpoints that are no longer there would only fill the disk. */
async function removeOld({ folder, run, step }: Trained['from']): Promise<void> {
  const wanted = [step, run.best?.step, run.last?.step].map((each) => (each === undefined ? '' : fileName(each)))
  for (const name of await readdir(folderOf({ folder }))) if (/^\d+\.safetensors$/.test(name) && !wanted.includes(name)) await rm(join(folderOf({ folder }), name), { force: true })
}

function folderOf({ folder }: Pick<Trained['from'], 'folder'>): string {
  return join(folder, 'features')
}
function fileName(step: number): string {
  return `${step}.safetensors`
}
