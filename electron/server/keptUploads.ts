import { sweepPartials } from '#electron/files/partial'
import { uploadsFolder } from '#electron/files/uploads'
import { Library } from '#electron/runs/library'
import { START } from '#electron/runs/start'
import { Desks } from '#electron/studio/desks'
import { weightsOf, type WeightsOf } from '#shared/contract/ask'
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'

/**
 * Removes what earlier servers were handed and nobody needs any more: what did not come whole or was not brought in, and weights from which neither
 * a desk nor a run that has not begun is to start. A run that has begun has its own copy.
 */
export async function sweepUploads(folder: string): Promise<void> {
  const uploads = uploadsFolder(folder)
  await sweepPartials(uploads)
  const names = (await readdir(uploads).catch(() => [])).filter((name) => !name.startsWith('.'))
  if (!names.length) return
  const needed = new Set((await wanted(folder)).flatMap((from) => (from?.from === 'file' ? [dirname(from.path)] : [])))
  for (const name of names) if (!needed.has(join(uploads, name))) await rm(join(uploads, name), { recursive: true, force: true })
}

const desk = v.object({ from: v.optional(weightsOf) })

/** What the desks and the runs that have not begun start from. */
async function wanted(folder: string): Promise<readonly (WeightsOf | undefined)[]> {
  const onDesks = (await new Desks(folder).all()).map((one) => v.safeParse(desk, one))
  const library = new Library(folder)
  const waiting = (await library.ids()).filter((id) => !existsSync(join(library.folderOf(id), START)))
  const orders = await Promise.all(waiting.map((id) => library.read(id).then(({ about }) => about?.order?.from, () => undefined)))
  return [...onDesks.map((one) => (one.success ? one.output.from : undefined)), ...orders]
}
