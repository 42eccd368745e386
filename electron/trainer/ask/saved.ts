import { writeAtomic } from '#electron/files/atomic'
import { evaluation, type Evaluation } from '#shared/contract/ask'
import { viewsNames, type ViewsName } from '#shared/metrics/views'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** What an evaluation depends on, besides the run that it belongs to. */
export interface Circumstances {
  /** The step of the checkpoint. */
  readonly step: number
  /** SHA-256 of the pictures. */
  readonly dataHash: string
  readonly split: Evaluation['split']
  readonly views: ViewsName
}

/** Bytes and numbers are kept as base64 of their memory: ten thousand answers as JSON would be slow to read. */
const base64 = v.pipe(v.string(), v.base64())
const savedSchema = v.object({
  format: v.literal('vgg-studio-evaluation'),
  version: v.literal(1),
  step: v.number(),
  dataHash: v.string(),
  views: v.picklist(viewsNames),
  evaluation: v.object({
    ...evaluation.entries,
    truth: v.pipe(base64, v.transform(bytesOf)),
    answers: v.pipe(base64, v.transform(bytesOf)),
    confidence: v.pipe(base64, v.transform((text) => new Float32Array(bytesOf(text).buffer))),
  }),
})

/** The evaluation that was saved under these circumstances; undefined when there is none, or none that can be read. */
export async function savedEvaluation(run: string, circumstances: Circumstances): Promise<Evaluation | undefined> {
  const text = await readFile(fileOf(run, circumstances), 'utf8').catch(() => undefined)
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), savedSchema), text)
  if (!parsed.success) return undefined
  const { step, dataHash, views, evaluation: found } = parsed.output
  const same = step === circumstances.step && dataHash === circumstances.dataHash && views === circumstances.views && found.split === circumstances.split
  const whole = [found.numbers, found.truth, found.answers, found.confidence].every(({ length }) => length === found.count)
  return same && whole ? found : undefined
}

/** Keeps an evaluation in the run's folder. */
export async function saveEvaluation(run: string, { step, dataHash, split, views }: Circumstances, found: Evaluation): Promise<void> {
  const { truth, answers, confidence, ...plain } = found
  const written = { ...plain, truth: textOf(truth), answers: textOf(answers), confidence: textOf(confidence) }
  await writeAtomic(fileOf(run, { step, dataHash, split, views }), JSON.stringify({ format: 'vgg-studio-evaluation', version: 1, step, dataHash, views, evaluation: written }))
}

/** Of the circumstances' hash in the name so much as tells them apart. */
function fileOf(run: string, { step, dataHash, split, views }: Circumstances): string {
  const hash = createHash('sha256').update(JSON.stringify([step, dataHash, split, views])).digest('hex').slice(0, 16)
  return join(run, 'evaluations', `${step}-${split}-${hash}.json`)
}

/** A copy with memory of its own, so that it can be seen as other numbers too. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'base64'))
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}
