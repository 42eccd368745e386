import { fileProblem } from '#electron/files/fileProblem'
import type { FileNote } from '#electron/images/store/writer'
import { phrase, type Phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { quoted } from '#shared/base/reason'
import { CsvError, parse } from 'csv-parse'
import { createReadStream } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { byName, splitOfWord, validationJoins, type Found, type LabelledFile } from './source'

/** Which column tells what. */
interface Columns {
  readonly path: number
  readonly label: number
  readonly split: number
}

interface Row {
  readonly name: string
  readonly label: string
  readonly word: ReturnType<typeof splitOfWord>
}

const words: Readonly<Record<keyof Columns, readonly string[]>> = {
  path: ['path', 'file', 'filename', 'file_name', 'filepath', 'image', 'image_path', 'img', 'picture'],
  label: ['label', 'class', 'category', 'target', 'class_name', 'y'],
  split: ['split', 'set', 'subset', 'partition', 'usage', 'fold'],
}
const withoutHeader: Columns = { path: 0, label: 1, split: 2 }

/**
 * Reads a table of paths and labels, comma, semicolon or tab between them: with a header that names the columns, or path, label and, if there
 * is a third column, split. Paths are relative to the table. Throws tableDamaged, importNoPictures, importOneClass or importNoTraining.
 */
export async function readTable(path: string, signal?: AbortSignal): Promise<Found> {
  const rows: Row[] = []
  const notes: FileNote[] = []
  let columns: Columns | undefined
  let number = 0
  for await (const cells of rowsOf(path, signal)) {
    number++
    if (!columns) {
      const named = headerOf(cells)
      columns = named ?? withoutHeader
      if (named) continue
    }
    const [name, label] = [cells[columns.path] ?? '', cells[columns.label] ?? '']
    const said = cells[columns.split] ?? ''
    const word = said === '' ? { split: 'training' as const, validates: false } : splitOfWord(said)
    const fault = name === '' ? phrase('rowWithoutFile') : label === '' ? phrase('rowWithoutLabel') : word ? undefined : phrase('rowOfNoSplit', { word: said })
    if (fault) notes.push({ file: name, said: phrase('rowLeftOut', { number, reason: fault }), skipped: true })
    else rows.push({ name: name.replaceAll('\\', '/'), label, word })
  }
  if (rows.length === 0) throw problem('importNoPictures', { path })
  return { ...found(path, rows), notes }
}

function found(path: string, rows: readonly Row[]): Omit<Found, 'notes'> {
  const classes = [...new Set(rows.map(({ label }) => label))].sort(byNumberOrName)
  if (classes.length < 2) throw problem('importOneClass', { path, name: classes[0]! })
  const has = (split: string, validates: boolean) => rows.some(({ word }) => word?.split === split && word.validates === validates)
  if (!has('training', false)) throw problem('importNoTraining', { path, folders: 'test' })
  const joins = has('test', false) && has('test', true)
  const labels = new Map(classes.map((name, label) => [name, label]))
  const pictures = rows.map(({ name, label, word }): LabelledFile => (
    { name, path: resolve(dirname(path), name), label: labels.get(label)!, split: joins && word!.validates ? 'training' : word!.split }
  ))
  return { classes, pictures: pictures.sort(byName), warnings: joins ? [validationJoins] : [] }
}

async function* rowsOf(path: string, signal: AbortSignal | undefined): AsyncGenerator<readonly string[]> {
  const file = createReadStream(path)
  const parser = file.pipe(parse({ bom: true, delimiter: [',', ';', '\t'], relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 65_536 }))
  file.on('error', (thrown) => parser.destroy(thrown))
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      signal?.throwIfAborted()
      yield cells
    }
  } catch (thrown) {
    if (thrown instanceof CsvError) throw problem('tableDamaged', { path, reason: whyDamaged(thrown) })
    throw signal?.aborted ? signal.reason : fileProblem(thrown, path)
  } finally {
    file.destroy()
  }
}

/** What the reader met, in our words where it is one of the faults that tables have. */
function whyDamaged(thrown: CsvError & { readonly lines?: number }): Phrase {
  const reason = Object.hasOwn(csvFaults, thrown.code) ? phrase(csvFaults[thrown.code]!) : quoted(thrown.message)
  return thrown.lines === undefined ? reason : phrase('tableRow', { line: thrown.lines, reason })
}

const csvFaults: Readonly<Record<string, 'quoteUnclosed' | 'quoteMisplaced' | 'rowTooLong'>> = {
  CSV_QUOTE_NOT_CLOSED: 'quoteUnclosed', CSV_INVALID_CLOSING_QUOTE: 'quoteMisplaced', CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'quoteMisplaced', INVALID_OPENING_QUOTE: 'quoteMisplaced', CSV_MAX_RECORD_SIZE: 'rowTooLong',
}

/** The columns that a header names; nothing when the first row is none. */
function headerOf(cells: readonly string[]): Columns | undefined {
  const names = cells.map((cell) => cell.toLowerCase())
  const columnOf = (what: keyof Columns) => names.findIndex((name) => words[what].includes(name))
  const columns = { path: columnOf('path'), label: columnOf('label'), split: columnOf('split') }
  return columns.path >= 0 && columns.label >= 0 ? columns : undefined
}

/** Labels that are numbers in the order of numbers, so that 10 comes after 9. */
function byNumberOrName(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => (/^\d+$/.test(text) ? Number(text) : NaN)) as [number, number]
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
  return a < b ? -1 : a > b ? 1 : 0
}
