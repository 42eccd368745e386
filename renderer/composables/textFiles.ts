import { downloadText } from './download'
import { pickFiles } from './pickFiles'

/** A text file that the person chose in the browser; with a handle it can be written again. */
export interface PickedFile {
  readonly name: string
  readonly text: string
  readonly handle?: FileSystemFileHandle
}

interface Options {
  readonly suggestedName?: string
  readonly types?: readonly { readonly description: string; readonly accept: Readonly<Record<string, readonly string[]>> }[]
}
/** What browsers have that hand out files that stay; the others have neither. */
interface Pickers {
  readonly showOpenFilePicker?: (options: Options) => Promise<FileSystemFileHandle[]>
  readonly showSaveFilePicker?: (options: Options) => Promise<FileSystemFileHandle>
}

/** Lets the person choose a text file with one of these endings (`.json`); nothing when they chose none. */
export async function pickText(description: string, endings: readonly string[]): Promise<PickedFile | undefined> {
  const { showOpenFilePicker } = globalThis as Pickers
  if (showOpenFilePicker) {
    const handle = await unlessGivenUp(async () => (await showOpenFilePicker({ types: typesOf(description, endings) }))[0])
    if (!handle) return undefined
    const file = await handle.getFile()
    return { name: file.name, text: await file.text(), handle }
  }
  const [file] = await pickFiles({ endings })
  return file && { name: file.name, text: await file.text() }
}

/** Lets the person choose where a text goes and writes it; gives the name and the handle. Where the browser has no such thing it is a download. Nothing when they chose nothing. */
export async function saveTextAs(name: string, text: string, description: string): Promise<Omit<PickedFile, 'text'> | undefined> {
  const { showSaveFilePicker } = globalThis as Pickers
  if (!showSaveFilePicker) {
    downloadText(name, text, 'application/json')
    return { name }
  }
  const handle = await unlessGivenUp(() => showSaveFilePicker({ suggestedName: name, types: typesOf(description, [name.slice(name.lastIndexOf('.'))]) }))
  if (!handle) return undefined
  await writeText(handle, text)
  return { name: handle.name, handle }
}

/** Writes a text into a file that was picked before: the file is the old one until the new one is whole. */
export async function writeText(handle: FileSystemFileHandle, text: string): Promise<void> {
  const stream = await handle.createWritable()
  await stream.write(text)
  await stream.close()
}

/** What is in a file that was picked before; nothing when it is there no more. */
export async function textOf(handle: FileSystemFileHandle): Promise<string | undefined> {
  try {
    return await (await handle.getFile()).text()
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return undefined
    throw thrown
  }
}

const typesOf = (description: string, endings: readonly string[]) => [{ description, accept: { 'application/json': endings } }]

/** A picker that the person closed says so by a fault. */
async function unlessGivenUp<T>(pick: () => Promise<T>): Promise<T | undefined> {
  try {
    return await pick()
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return undefined
    throw thrown
  }
}
