import { faultAt } from '#shared/base/fault'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { graphSchema } from '#shared/graph/document'
import { planSchema } from '#shared/plan/plan'
import { writeAtomic } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { imageFactsSchema } from '#electron/formats/weightsFile'
import { startRecord } from '#shared/contract/runs'
import { problemData } from '#shared/contract/schemas'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** Where a run stands, and how good it was there. */
const pointerSchema = v.object({
  /** Steps done; the checkpoint's folder has this name. */
  step: v.number(),
  /** Epochs done. */
  epoch: v.number(),
  /** Of the held-out pictures; absent when none are held out, or in the middle of an epoch. */
  accuracy: v.optional(v.number()),
})

const runSchema = v.object({
  format: v.literal('vgg-studio-run'),
  version: v.literal(1),
  /** As the one who trained it last wrote it: `running` and `paused` hold only while that process has the run's lock. */
  state: v.picklist(['running', 'paused', 'stopped', 'finished', 'failed']),
  graph: graphSchema,
  plan: planSchema,
  /** The weights that it started from; start.safetensors holds what was taken. */
  start: v.optional(startRecord),
  data: v.object({
    /** The words that the data was named by. */
    source: v.string(),
    name: v.string(),
    classes: v.array(v.string()),
    images: imageFactsSchema,
    /** SHA-256 of the training pictures and their labels. */
    hash: v.string(),
  }),
  /** What computed: with another engine, processor or number of threads the bits may differ. */
  engine: v.object({ name: v.string(), version: v.string(), device: v.string(), processor: v.string(), threads: v.number() }),
  created: v.string(),
  /** Time spent training and validating. */
  seconds: v.number(),
  best: v.optional(pointerSchema),
  last: v.optional(pointerSchema),
  /** Why it failed. */
  problem: v.optional(problemData),
})

/** What is known of a run: run.json in its folder. */
export type Run = v.InferOutput<typeof runSchema>

export function runFile(folder: string): string {
  return join(folder, 'run.json')
}

export async function writeRun(folder: string, run: Run): Promise<void> {
  await writeAtomic(runFile(folder), `${JSON.stringify(run, null, 2)}\n`)
}

/** Reads a run; throws noRun where there is none, runUnreadable where run.json is not one. */
export async function readRun(folder: string): Promise<Run> {
  const file = runFile(folder)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')) throw problem('noRun', { folder })
    throw fileProblem(thrown, file)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw problem('runUnreadable', { file, reason: phrase('isNotJson') })
  }
  const parsed = v.safeParse(runSchema, json)
  if (!parsed.success) throw problem('runUnreadable', { file, reason: faultAt(parsed.issues[0]) })
  return parsed.output
}
