import type { Weights } from '#electron/engine/engine'
import { writeAtomic } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { readSafetensors, writeSafetensors } from '#electron/formats/safetensors'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { startRecord, type StartRecord } from '#shared/contract/runs'
import { existsSync } from 'node:fs'
import { copyFile, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** The file in a run's folder with the weights that it starts from, so that it needs no other file from then on. */
export const START = 'start.safetensors'

/** Where a run's weights come from at first, and what was taken, by the network's names; all other weights begin at random. */
export interface StartWeights {
  readonly record: StartRecord
  readonly weights: Weights
}

/** The record's key in the metadata. */
const KEY = 'vgg-studio-start'

/** Writes the run's own copy of what it starts from. */
export async function writeStart(run: string, { record, weights }: StartWeights): Promise<void> {
  await writeAtomic(join(run, START), ...writeSafetensors(weights, { format: 'pt', [KEY]: JSON.stringify(record) }))
}

/** Reads the run's own copy; undefined where there is none. */
export async function readStart(run: string): Promise<StartWeights | undefined> {
  const file = join(run, START)
  if (!existsSync(file)) return undefined
  const { tensors, metadata } = readSafetensors(await readFile(file).catch((thrown: unknown) => Promise.reject(fileProblem(thrown, file))), file)
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), startRecord), metadata[KEY])
  if (!parsed.success) throw problem('weightsUnreadable', { file, reason: phrase('withoutOrigin') })
  return { record: parsed.output, weights: tensors }
}

/** Gives another run the same start, if this one has any. */
export async function copyStart(run: string, other: string): Promise<void> {
  const [from, to] = [join(run, START), join(other, START)]
  if (!existsSync(from)) return
  const beside = join(other, `.${START}.${process.pid}.partial`)
  try {
    await copyFile(from, beside)
    await rename(beside, to)
  } catch (thrown) {
    throw fileProblem(thrown, to)
  }
}
