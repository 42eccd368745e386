import { entryBytes, readArchive } from '#electron/files/archive'
import { fileProblem } from '#electron/files/fileProblem'
import { bytesOf } from '#electron/images/decode'
import { problem } from '#shared/base/problem'
import { parse } from 'csv-parse/sync'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** A picture file that belongs to a class. */
export interface Listed {
  /** Its path inside the folder, with slashes. */
  readonly name: string
  readonly label: string
  readonly split: 'training' | 'test'
  bytes(): Promise<Buffer>
}

const mostClasses = 10_000
/** What an archive of pictures may hold: far more than fits into memory decoded. */
const limits = { entries: 2_000_000, bytes: 60e9 }
const training = new Set(['train', 'training', 'train_images'])
const test = new Set(['test', 'testing', 'test_images', 'eval', 'evaluation'])
const validation = new Set(['val', 'valid', 'validation', 'dev'])

/** The picture files of a folder that has a folder for each class, maybe inside one for training and one for test; sorted by path. */
export async function listFolder(path: string): Promise<Listed[]> {
  const names: string[] = []
  await walk(path, '', names)
  return sorted(path, names.map((name) => ({ name, bytes: () => bytesOf(join(path, name)) })))
}

/** The same of an archive of such a folder. Its files are held in memory, packed as pictures are. */
export async function listArchive(path: string, signal?: AbortSignal): Promise<Listed[]> {
  const found: Pick<Listed, 'name' | 'bytes'>[] = []
  for await (const entry of readArchive(path, { limits, signal })) {
    if (isHidden(entry.name)) continue
    const bytes = Buffer.from(await entryBytes(entry))
    found.push({ name: entry.name, bytes: async () => Buffer.from(bytes) })
  }
  return sorted(path, found)
}

/** The pictures that a CSV file names, a path and a label a line, and maybe train or test; paths are relative to the file. */
export async function listCsv(path: string): Promise<Listed[]> {
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => Promise.reject(fileProblem(thrown, path)))
  let rows: string[][]
  try {
    rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true, delimiter: [',', ';', '\t'] })
  } catch (thrown) {
    throw problem('csvUnreadable', { path, reason: thrown instanceof Error ? thrown.message : String(thrown) })
  }
  const [head] = rows
  if (!head) throw problem('csvUnreadable', { path, reason: 'it is empty' })
  const columns = columnsOf(head)
  const body = columns ? rows.slice(1) : rows
  const { file, label, split } = columns ?? { file: 0, label: 1, split: 2 }
  return body.map((row, index) => {
    const [name, kind] = [row[file], row[label]]
    if (!name || !kind) throw problem('csvUnreadable', { path, reason: `line ${index + (columns ? 2 : 1)} has no ${name ? 'label' : 'path'}` })
    return { name, label: kind, split: isTestWord(row[split]) ? 'test' : 'training', bytes: () => bytesOf(resolve(dirname(path), name)) }
  })
}

/** Which column is which, when the first line names them. */
function columnsOf(head: readonly string[]): { file: number; label: number; split: number } | undefined {
  const find = (...words: string[]) => head.findIndex((cell) => words.includes(cell.toLowerCase()))
  const [file, label] = [find('path', 'file', 'filename', 'image', 'filepath', 'image_path'), find('label', 'class', 'category', 'target')]
  return file >= 0 && label >= 0 ? { file, label, split: find('split', 'set', 'subset') } : undefined
}

const isTestWord = (word: string | undefined) => word !== undefined && (test.has(word.toLowerCase()) || validation.has(word.toLowerCase()))

async function walk(root: string, inside: string, names: string[]): Promise<void> {
  const entries = await readdir(join(root, inside), { withFileTypes: true }).catch((thrown: unknown) => Promise.reject(fileProblem(thrown, join(root, inside))))
  for (const entry of entries) {
    const name = inside ? `${inside}/${entry.name}` : entry.name
    if (isHidden(entry.name)) continue
    if (entry.isDirectory()) await walk(root, name, names)
    else if (entry.isFile()) names.push(name)
  }
}

/** What systems leave beside pictures. */
function isHidden(name: string): boolean {
  const last = name.split('/').at(-1)!
  return last.startsWith('.') || name.startsWith('__MACOSX/') || ['thumbs.db', 'desktop.ini'].includes(last.toLowerCase())
}

/** Finds out which level of folders are the classes: the last one before the files, below a folder for the split where there is one. */
function sorted(path: string, files: readonly Pick<Listed, 'name' | 'bytes'>[]): Listed[] {
  const parts = files.map((file) => ({ ...file, steps: file.name.split('/') }))
  // A folder that all is inside of says nothing.
  while (parts.length && parts.every(({ steps }) => steps.length > 2 && steps[0] === parts[0]!.steps[0])) for (const part of parts) part.steps = part.steps.slice(1)
  const first = new Set(parts.filter(({ steps }) => steps.length > 1).map(({ steps }) => steps[0]!.toLowerCase()))
  const isSplit = (word: string) => training.has(word) || test.has(word) || validation.has(word)
  const bySplit = first.size > 0 && [...first].some((word) => training.has(word)) && [...first].every(isSplit)
  const hasTest = [...first].some((word) => test.has(word))
  const listed = parts.flatMap(({ name, bytes, steps }): Listed[] => {
    const word = steps[0]!.toLowerCase()
    const label = bySplit ? steps[1] : steps[0]
    if (label === undefined || steps.length < (bySplit ? 3 : 2)) return []
    // Where there are test pictures too, those for validation train: a part of all is held out anyway.
    return [{ name, bytes, label, split: bySplit && (test.has(word) || (validation.has(word) && !hasTest)) ? 'test' : 'training' }]
  })
  const classes = new Set(listed.map(({ label }) => label))
  if (classes.size > mostClasses) throw problem('tooManyClasses', { path, count: classes.size, most: mostClasses })
  return listed.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
