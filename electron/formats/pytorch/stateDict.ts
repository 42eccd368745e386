import { entryBytes, readArchive } from '#electron/files/archive'
import { storedZip } from '#electron/files/storedZip'
import type { Weight, Weights } from '#electron/engine/engine'
import { fileProblem } from '#electron/files/fileProblem'
import { phrase } from '#shared/base/phrase'
import { problem, StudioProblem } from '#shared/base/problem'
import { sizeOf } from '#shared/ops/ops'
import { open, readFile, stat } from 'node:fs/promises'
import { elementBytes } from '../elements'
import { legacyStart, looksLegacy, readLegacy } from './legacy'
import { pickle, type Picklable } from './pickle'
import { allowedWith, tensorsIn } from './tensors'
import { ForeignFault, PickleFault, unpickle } from './unpickle'

/** The folder in the zip; PyTorch takes any. */
const FOLDER = 'weights'

/**
 * A state dict as torch.save writes it: a zip, uncompressed, with a pickle that names the tensors and a file for the values of each. The parts are
 * to be written one after another; values are not copied.
 */
export function writeStateDict(weights: Weights): Uint8Array[] {
  const named = [...weights]
  const files = new Map<string, Uint8Array>([
    [`${FOLDER}/data.pkl`, pickle({ ordered: named.map(([name, weight], i) => [name, tensorOf(weight, String(i))]) })],
    [`${FOLDER}/byteorder`, Buffer.from('little')],
    ...named.map(([, { data }], i) => [`${FOLDER}/data/${i}`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)] as const),
    [`${FOLDER}/version`, Buffer.from('3\n')],
  ])
  return storedZip(files)
}

/** A tensor on the processor, its values in the file of this key. */
function tensorOf({ shape }: Weight, key: string): Picklable {
  const storage = { persistent: { tuple: ['storage', { module: 'torch', name: 'FloatStorage' }, key, 'cpu', sizeOf(shape)] } } as const
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)))
  return { module: 'torch._utils', name: '_rebuild_tensor_v2', call: [storage, 0, { tuple: shape }, { tuple: strides }, false, { module: 'collections', name: 'OrderedDict', call: [] }] }
}

/** More files, or a longer pickle, no network has. */
const limits = { entries: 100_000, pickle: 100e6 }

/** Whether a file begins as one that torch.save wrote: a zip, or the older form. */
export async function isStateDict(path: string): Promise<boolean> {
  const start = await startOf(path)
  return isZip(start) || looksLegacy(start)
}

const isZip = (start: Uint8Array) => start[0] === 0x50 && start[1] === 0x4b

async function startOf(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path)
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(legacyStart), 0, legacyStart, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (thrown) {
    throw fileProblem(thrown, path)
  }
}

/**
 * Reads the tensors of a file that torch.save wrote: a state dict, or a checkpoint that holds one under a usual name. No code of it is ever run.
 * Throws stateDictUnreadable for what is none, and stateDictForeign where it asks for anything but tensors and plain values.
 */
export async function readStateDict(path: string): Promise<Weights> {
  try {
    return isZip(await startOf(path)) ? await readZip(path) : readLegacy(await readFile(path))
  } catch (thrown) {
    if (thrown instanceof PickleFault) throw problem('stateDictUnreadable', { file: path, reason: thrown.reason })
    if (thrown instanceof ForeignFault) throw problem('stateDictForeign', { file: path, name: thrown.path })
    if (thrown instanceof StudioProblem && thrown.code.startsWith('archive')) throw problem('stateDictUnreadable', { file: path, reason: phrase('noZip') })
    throw fileProblem(thrown, path)
  }
}

async function readZip(path: string): Promise<Weights> {
  const files = await unpacked(path)
  const order = files.get('byteorder')
  if (order && Buffer.from(order).toString('latin1') !== 'little') throw new PickleFault(phrase('highestByteFirst'))
  const pickled = files.get('data.pkl')
  if (!pickled) throw new PickleFault(phrase('noPickle'))
  const allowed = allowedWith((key, type) => {
    const bytes = files.get(`data/${key}`)
    if (!bytes || bytes.length % elementBytes[type]) throw new PickleFault(phrase('valuesMissing', { key }))
    return { type, count: bytes.length / elementBytes[type], bytes }
  })
  return tensorsIn(unpickle(pickled, allowed).value)
}

/** The files of the zip by their names without its one folder. */
async function unpacked(path: string): Promise<Map<string, Uint8Array>> {
  const { size } = await stat(path)
  const files = new Map<string, Uint8Array>()
  // Nothing in it is compressed, so together the files are no larger than it.
  for await (const entry of readArchive(path, { limits: { entries: limits.entries, bytes: size } })) {
    const name = entry.name.slice(entry.name.indexOf('/') + 1)
    if (name === 'data.pkl' && entry.size > limits.pickle) throw new PickleFault(phrase('pickleTooLong'))
    files.set(name, await entryBytes(entry))
  }
  return files
}
