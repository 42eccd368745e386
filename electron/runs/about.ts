import { writeAtomic } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { faultAt } from '#shared/base/fault'
import { problem } from '#shared/base/problem'
import { weightsOf } from '#shared/contract/ask'
import { name, problemData, text } from '#shared/contract/schemas'
import { graphSchema } from '#shared/graph/document'
import { planSchema } from '#shared/plan/plan'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** What was asked to be trained; a run that waits for its turn is nothing but this. */
const orderSchema = v.object({ graph: graphSchema, plan: planSchema, data: text, from: v.optional(weightsOf), device: v.picklist(['auto', 'cpu', 'gpu']) })
export type Order = v.InferOutput<typeof orderSchema>

const aboutSchema = v.object({
  format: v.literal('vgg-studio-about'),
  version: v.literal(1),
  name,
  tags: v.array(name),
  note: text,
  created: v.string(),
  /** Absent for a run that was made elsewhere and put into the library. */
  order: v.optional(orderSchema),
  /** Why it could not begin, or how its process died. */
  problem: v.optional(problemData),
})

/**
 * What the studio and its people say of a run: about.json in its folder. Only the studio writes it, as only the process that trains writes run.json:
 * so neither ever takes back what the other wrote.
 */
export type About = v.InferOutput<typeof aboutSchema>

export async function writeAbout(folder: string, about: About): Promise<void> {
  await writeAtomic(join(folder, 'about.json'), `${JSON.stringify(about, null, 2)}\n`)
}

/** Reads what is said of a run; undefined where nothing is. Throws runUnreadable where about.json is not that. */
export async function readAbout(folder: string): Promise<About | undefined> {
  const file = join(folder, 'about.json')
  let json: string
  try {
    json = await readFile(file, 'utf8')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')) return undefined
    throw fileProblem(thrown, file)
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), aboutSchema), json)
  if (!parsed.success) throw problem('runUnreadable', { file, reason: faultAt(parsed.issues[0]) })
  return parsed.output
}
