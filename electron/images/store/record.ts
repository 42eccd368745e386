import { fileProblem } from '#electron/files/fileProblem'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { said } from '#shared/contract/schemas'
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { bytesOfOne } from '../pictures'
import { dataSetFolder, fileOf, indexFile, type StoredSplit } from './places'

const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const side = v.pipe(whole, v.minValue(1))

const splitSchema = v.pipe(
  v.object({
    count: side,
    /** Pictures of each class. */
    balance: v.array(whole),
    /** SHA-256 of the bytes of all pictures and, after them, of the labels: what a run records of the pictures it trained on. */
    hash: v.string(),
  }),
  v.check(({ count, balance }) => balance.reduce((sum, each) => sum + each, 0) === count),
)

/** index.json of a data set: all that is known of it without a look at its pictures. */
const storedSchema = v.pipe(
  v.object({
    format: v.literal('vgg-studio-data'),
    version: v.literal(1),
    name: v.string(),
    about: said,
    classes: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(65_536)),
    size: v.object({ height: side, width: side, channels: v.picklist([1, 3]) }),
    splits: v.object({ training: splitSchema, test: v.optional(splitSchema) }),
    /** Of each channel of the training pictures, on the scale 0 to 1. */
    mean: v.array(v.number()),
    deviation: v.array(v.number()),
    /** SHA-256 of what it is: classes, size, and the hashes of the splits. */
    hash: v.string(),
    /** Where it came from: a path, the name of what a browser handed over, the id of a source, or what it was made by. */
    origin: v.string(),
    warnings: v.array(said),
    /** How many files were left out, and how many are kept but unusual; files.json tells which. */
    skipped: whole,
    suspicious: whole,
    /** When it was brought in, ISO 8601. */
    made: v.string(),
  }),
  v.check(({ classes, splits }) => [splits.training, splits.test].every((split) => !split || split.balance.length === classes.length)),
)
export type Stored = v.InferOutput<typeof storedSchema>

/** The SHA-256 of a data set, out of what its index says. */
export function contentHash({ classes, size, splits }: Pick<Stored, 'classes' | 'size' | 'splits'>): string {
  const { height, width, channels } = size
  return createHash('sha256').update(JSON.stringify([classes, height, width, channels, splits.training.hash, splits.test?.hash ?? ''])).digest('hex')
}

/**
 * The index of a data set in the library, whose files have the lengths that it speaks of. Throws dataSetAbsent when there is none,
 * dataSetNewer when a later version of the program wrote it, dataSetDamaged when it or a file is not what it must be.
 */
export async function readStored(library: string, id: string): Promise<Stored> {
  const folder = dataSetFolder(library, id)
  const text = await readFile(join(folder, indexFile), 'utf8').catch((thrown: unknown) => {
    throw isAbsent(thrown) ? problem('dataSetAbsent', { id }) : fileProblem(thrown, join(folder, indexFile))
  })
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ format: v.literal('vgg-studio-data'), version: v.number() })), text)
  if (found.success && found.output.version > 1) throw problem('dataSetNewer', { id })
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), storedSchema), text)
  if (!parsed.success || contentHash(parsed.output) !== parsed.output.hash) throw problem('dataSetDamaged', { id, file: indexFile, how: phrase('cannotBeUnderstood') })
  const stored = parsed.output
  for (const split of splitsOf(stored)) {
    const { count } = stored.splits[split]!
    await expectLength(library, id, fileOf[split].pictures, count * bytesOfOne(stored.size))
    await expectLength(library, id, fileOf[split].labels, count * (stored.classes.length > 256 ? 2 : 1))
  }
  return stored
}

/** The splits that a data set has. */
export function splitsOf({ splits }: Stored): readonly StoredSplit[] {
  return splits.test ? ['training', 'test'] : ['training']
}

async function expectLength(library: string, id: string, file: string, bytes: number): Promise<void> {
  const path = join(dataSetFolder(library, id), file)
  const found = await stat(path).catch((thrown: unknown) => {
    throw isAbsent(thrown) ? problem('dataSetDamaged', { id, file, how: phrase('isMissing') }) : fileProblem(thrown, path)
  })
  if (found.size !== bytes) throw problem('dataSetDamaged', { id, file, how: phrase('hasBytes', { have: found.size, need: bytes }) })
}

function isAbsent(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
}
