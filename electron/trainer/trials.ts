import type { Engine, ImageFacts } from '#electron/engine/engine'
import type { Outside } from '#electron/engine/setup/outside'
import { writeAtomic } from '#electron/files/atomic'
import { writeLog } from '#electron/files/log'
import { libraryFolder } from '#electron/files/places'
import { fingerprint } from '#shared/base/hash'
import type { Graph } from '#shared/graph/document'
import { identityOf } from '#shared/graph/identity'
import type { Plan } from '#shared/plan/plan'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** Milliseconds of a step in each precision. */
const trial = v.object({ float32: v.pipe(v.number(), v.gtValue(0)), bfloat16: v.pipe(v.number(), v.gtValue(0)) })
const trials = v.array(v.tuple([v.string(), trial]))
type Trial = v.InferOutput<typeof trial>

/** What a trial is about. */
interface Subject {
  readonly graph: Graph
  readonly plan: Plan
  readonly images: ImageFacts
}

/** So many trials are kept, the latest ones. */
const KEPT = 200

/** What a trial of this network at this batch found on this machine and engine, if there was one. */
export async function knownTrial(subject: Subject, engine: Engine, outside: Outside): Promise<Trial | undefined> {
  const key = keyOf(subject, engine, outside)
  return (await read(outside)).find(([known]) => known === key)?.[1]
}

/** Keeps what a trial found, in precisions.json in the library's folder; where that cannot be written, the next trial finds it again. */
export async function rememberTrial(subject: Subject, engine: Engine, outside: Outside, found: Trial): Promise<void> {
  const key = keyOf(subject, engine, outside)
  const others = (await read(outside)).filter(([known]) => known !== key)
  await writeAtomic(fileOf(outside), `${JSON.stringify([...others, [key, found]].slice(-KEPT))}\n`).catch((thrown: unknown) => writeLog('trainer', thrown))
}

const fileOf = (outside: Outside) => join(libraryFolder(outside), 'precisions.json')

/** All that is kept; a file that is missing or damaged keeps nothing. */
async function read(outside: Outside): Promise<v.InferOutput<typeof trials>> {
  try {
    return v.parse(trials, JSON.parse(await readFile(fileOf(outside), 'utf8')))
  } catch {
    return []
  }
}

function keyOf({ graph, plan: { batch, optimizer, average }, images: { height, width, channels } }: Subject, engine: Engine, { processor }: Outside): string {
  return fingerprint(JSON.stringify([identityOf(graph), batch, optimizer.kind, average > 0, height, width, channels, engine.name, engine.version, processor.model, processor.cores]))
}
