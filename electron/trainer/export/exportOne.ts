import { flushFolder, writeFlushed } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { partialBeside } from '#electron/files/partial'
import type { Format, Readers, Subject } from '#electron/formats/format'
import { formats } from '#electron/formats/index'
import { readme } from '#electron/formats/readme'
import { compare, tolerance, type Asked } from '#electron/formats/verify'
import { asProblem, plain, problem } from '#shared/base/problem'
import { exportForms } from '#shared/code/exports'
import type { ExportEvent, ExportFormat } from '#shared/contract/export'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A network to export, pictures with what it answers them, and who is told. */
export interface Exporting {
  readonly subject: Subject
  readonly batches: readonly Asked[]
  /** The name of the pictures' data set. */
  readonly data: string
  /** The folder in which the export gets its own. */
  readonly folder: string
  readonly readers: Readers
  readonly stopping: () => Promise<boolean>
  readonly tell: (event: ExportEvent) => void
}

/**
 * Exports in one format: writes beside the place, reads back, compares, and only then gives it its name; nothing stays of one that fails, which is told of
 * as notExported. Gives false when it was stopped.
 */
export async function exportOne(id: ExportFormat, { subject, batches, data, folder, readers, stopping, tell }: Exporting): Promise<boolean> {
  const format = formats[id]
  const { label, file } = exportForms[id]
  const beside = partialBeside(folder, id)
  try {
    tell({ type: 'writing', format: id })
    refuseTooLarge(label, format, subject)
    await rm(beside, { recursive: true, force: true })
    await mkdir(beside, { recursive: true })
    let bytes = 0
    const put = async (name: string, parts: readonly (Uint8Array | string)[]) => {
      await writeFlushed(join(beside, name), parts)
      bytes += (await stat(join(beside, name))).size
    }
    for (const [name, parts] of Object.entries(format.write(subject, readers))) await put(name, parts)
    if (await stopping()) return false

    const of = batches.reduce((sum, { count }) => sum + count, 0)
    const read = await format.readBack(beside, subject, readers)
    const comparison = await compare(read, batches, stopping, (done) => tell({ type: 'comparing', format: id, done, of })).finally(() => read.close())
    if (!comparison) return false
    if (!(comparison.relative <= tolerance)) throw problem('exportDiffers', { format: label, relative: comparison.relative.toExponential(1), allowed: tolerance.toExponential(0) })

    await put('README.txt', [readme(id, format, subject, comparison, data)])
    await flushFolder(beside)
    const place = await freePlace(join(folder, id))
    await rename(beside, place)
    await flushFolder(folder)
    tell({ type: 'exported', format: id, folder: place, file, bytes, ...comparison })
    return true
  } catch (thrown) {
    tell({ type: 'notExported', format: id, ...plain(asProblem(fileProblem(thrown, folder))) })
    return true
  } finally {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined)
  }
}

function refuseTooLarge(label: string, { mostBytes }: Format, { weights }: Subject): void {
  const bytes = [...weights.values()].reduce((sum, { data }) => sum + data.byteLength, 0)
  if (bytes > mostBytes) throw problem('exportTooLarge', { format: label, gigabytes: (bytes / 1e9).toFixed(1), most: (mostBytes / 1e9).toFixed(1) })
}

/** This place, or with the first number behind it that nothing has yet: nobody's files are written over. */
async function freePlace(place: string): Promise<string> {
  const taken = (path: string) => stat(path).then(() => true, () => false)
  if (!(await taken(place))) return place
  for (let number = 2; ; number++) if (!(await taken(`${place}-${number}`))) return `${place}-${number}`
}
