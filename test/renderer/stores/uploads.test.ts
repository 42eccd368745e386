import { afterEach, describe, expect, it } from 'vitest'
import type { Upload } from '#renderer/connection/upload'
import { useDataSets } from '#renderer/stores/dataSets'
import { useDesk } from '#renderer/stores/desk'
import { useEngine } from '#renderer/stores/engine'
import { useStart } from '#renderer/stores/start'
import { useToasts } from '#renderer/stores/toasts'
import { useUploads } from '#renderer/stores/uploads'
import { useWeights } from '#renderer/stores/weights'
import { problem } from '#shared/base/problem'
import { PATH_OF } from '#shared/contract/preload'
import { settled, storesOver } from '../helpers'

afterEach(() => {
  delete (globalThis as { [PATH_OF]?: unknown })[PATH_OF]
})

/** A browser's window, and a server that takes a file only when it is told to. */
function browser() {
  const taken: { kind: string; name: string; size: number; progress(done: number): void; answer(): void; refuse(with_: Error): void }[] = []
  const upload: Upload = (kind, { name, bytes }, { signal, progress }) => new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(problem('cancelled')))
    taken.push({ kind, name, size: bytes.size, progress, answer: () => done((kind === 'pictures' ? { id: 'pets' } : { path: `/library/uploads/1/${name}` }) as never), refuse: fail })
  })
  const stores = storesOver({ dialogs: false }, upload)
  return { ...stores, taken, uploads: stores.use(useUploads), toasts: stores.use(useToasts) }
}
const fileOf = (name: string, content = 'content') => new File([content], name)
/** A folder as a browser tells of it: three at a time. */
function folderOf(name: string, files: Readonly<Record<string, string>>): FileSystemDirectoryEntry {
  const names = [...new Set(Object.keys(files).map((path) => path.split('/')[0]!))]
  const entries = names.map((each) => (each in files
    ? { isDirectory: false, name: each, file: (done: (file: File) => void) => done(fileOf(each, files[each]!)) }
    : folderOf(each, Object.fromEntries(Object.entries(files).flatMap(([path, content]) => (path.startsWith(`${each}/`) ? [[path.slice(each.length + 1), content]] : []))))))
  return {
    isDirectory: true, name,
    createReader() {
      const left = [...entries]
      return { readEntries: (done: (entries: unknown[]) => void) => done(left.splice(0, 3)) }
    },
  } as unknown as FileSystemDirectoryEntry
}

describe('what is let go over a window in a browser', () => {
  it('is handed over one after the other, an archive as it is, a folder and loose files packed; it is told how far it is', async () => {
    const { use, taken, uploads, toasts } = browser()
    const dataSets = use(useDataSets)
    const folder = folderOf('Birds', { 'finch/0.png': 'a', 'finch/1.png': 'b', 'crow/0.png': 'c', 'crow/1.png': 'd', 'crow/deep/2.png': 'e', 'owl/0.png': 'f', 'readme.txt': 'g' })
    const done = dataSets.bringInDropped([{ file: fileOf('Pets.zip') }, { file: fileOf('1.png') }, { file: fileOf('Birds', ''), folder }, { file: fileOf('2.png') }])
    await settled()
    expect(taken.map(({ kind, name, size }) => [kind, name, size])).toEqual([['pictures', 'Pets.zip', 7]])
    taken[0]!.progress(5)
    expect(uploads.underWay).toMatchObject([{ name: 'Pets.zip', done: 5, of: 7 }])
    for (const at of [0, 1]) {
      taken[at]!.answer()
      await settled()
    }
    expect(dataSets.looked).toBe('pets')
    taken[2]!.answer()
    await done
    // A block for each name and each content, and two at the end.
    expect(taken.slice(1).map(({ name, size }) => [name, size])).toEqual([['Birds', 512 * (7 * 2 + 2)], ['Your pictures', 512 * (2 * 2 + 2)]])
    expect([uploads.underWay, toasts.shown]).toEqual([[], []])
  })

  it('can be cancelled without a word, and says what the studio has against it', async () => {
    const { use, taken, uploads, toasts } = browser()
    const dataSets = use(useDataSets)
    const done = dataSets.bringInDropped([{ file: fileOf('Pets.zip') }, { file: fileOf('More.zip') }])
    await settled()
    uploads.underWay[0]!.cancel()
    await settled()
    expect([taken.map(({ name }) => name), toasts.shown]).toEqual([['Pets.zip', 'More.zip'], []])
    taken[1]!.refuse(problem('uploadBroken', { name: 'More.zip' }))
    await done
    expect([toasts.shown.map(({ text }) => text), uploads.underWay, dataSets.looked]).toEqual([['More.zip did not come over whole from the browser.'], [], undefined])
  })

  it('has a name that every system takes', async () => {
    const { use, taken } = browser()
    void use(useDataSets).bringInDropped([{ file: fileOf('what?.zip') }])
    await settled()
    expect(taken[0]!.name).toBe('what-.zip')
  })

  it('is opened by its path when it is a table, which speaks of other files', async () => {
    const { use, taken, toasts } = browser()
    await use(useDataSets).bringInDropped([{ file: fileOf('labels.csv') }])
    expect(taken).toEqual([])
    expect(toasts.shown).toMatchObject([{ text: expect.stringMatching(/^labels\.csv names pictures that lie elsewhere/) as string, action: { label: 'Open pictures' } }])
  })

  it('is what a training starts from, or whose weights are asked, when it has weights', async () => {
    const { use, taken, toasts } = browser()
    const [desk, start, weights] = [use(useDesk), use(useStart), use(useWeights)]
    await desk.open()
    const begun = start.openDropped(fileOf('vgg.pth'))
    await settled()
    taken[0]!.answer()
    expect(await begun).toBe(true)
    expect(desk.now.from).toEqual({ from: 'file', path: '/library/uploads/1/vgg.pth' })
    expect(start.choices.at(-1)?.label).toBe('vgg.pth')
    await settled()
    expect(start.offer?.size).toBe(224)
    const opened = weights.openDropped(fileOf('other.safetensors'))
    await settled()
    taken[1]!.answer()
    await opened
    expect(weights.chosen).toMatchObject({ label: 'other.safetensors', weights: { from: 'file', path: '/library/uploads/1/other.safetensors' } })
    expect(await start.openDropped(fileOf('cat.png'))).toBe(false)
    expect([taken.length, toasts.shown.map(({ text }) => text)]).toEqual([2, ['cat.png is no file of weights. Those end in .safetensors, .pth or .pt.']])
  })
})

it('lets a browser choose what it hands over, or type a path of which nothing is copied', async () => {
  const { use, taken, asked } = browser()
  const [dataSets, engine, start] = [use(useDataSets), use(useEngine), use(useStart)]
  const handed = { name: 'Pets', pack: () => Promise.resolve(new Blob(['packed'])) }
  const picture = dataSets.importPictures()
  await settled()
  expect(engine.asking?.what).toBe('pictures')
  engine.asking!.answer([handed])
  // The place can be gone to while it comes over.
  expect(await picture).toBe(true)
  await settled()
  expect(taken.map(({ kind, name }) => [kind, name])).toEqual([['pictures', 'Pets']])
  const typed = dataSets.importPictures()
  await settled()
  engine.asking!.answer('/somewhere/pets')
  expect(await typed).toBe(true)
  expect(asked.findLast(({ name }) => name === 'import')?.input).toMatchObject({ path: '/somewhere/pets' })
  const closed = start.openFile()
  await settled()
  engine.asking!.answer(undefined)
  expect([await closed, taken.length, engine.asking]).toEqual([false, 1, undefined])
})

it('reads what is let go over Electron\'s window where it lies', async () => {
  (globalThis as { [PATH_OF]?: (file: File) => string })[PATH_OF] = ({ name }) => `/home/me/${name}`
  const { use, asked } = storesOver()
  const [dataSets, start] = [use(useDataSets), use(useStart)]
  await dataSets.bringInDropped([{ file: fileOf('Pets.zip') }, { file: fileOf('Birds', ''), folder: folderOf('Birds', {}) }])
  expect(asked.filter(({ name }) => name === 'import').map(({ input }) => (input as { path: string }).path)).toEqual(['/home/me/Pets.zip', '/home/me/Birds'])
  expect(await start.openDropped(fileOf('vgg.pth'))).toBe(true)
  expect(use(useDesk).now.from).toEqual({ from: 'file', path: '/home/me/vgg.pth' })
})
