import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useDesk } from '#renderer/stores/desk'
import { useNetworkFiles } from '#renderer/stores/networkFiles'
import { usePlace } from '#renderer/stores/place'
import { useStudio } from '#renderer/stores/studio'
import { useToasts } from '#renderer/stores/toasts'
import { removal } from '#shared/graph/editing'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { presets } from '#shared/presets/index'
import { settled, storesOver } from '../helpers'

const mine = { ...presets['lenet-5'].build(32, 10), name: 'Mine' }

async function opened(beginning: Parameters<typeof storesOver>[0] = {}) {
  const stores = storesOver(beginning)
  const desk = stores.use(useDesk)
  const files = stores.use(useNetworkFiles)
  await desk.open()
  await settled()
  const named = (name: string) => stores.asked.filter((one) => one.name === name).map(({ input }) => input)
  return { ...stores, desk, files, named, toasts: stores.use(useToasts), place: stores.use(usePlace) }
}

describe('files of networks where there are native dialogs', () => {
  it('are opened onto the desk, and undo brings back what was not saved', async () => {
    const { desk, files, place } = await opened({ chooses: ['/home/me/wide.vggs'] })
    desk.edit(removal(desk.graph, ['features.43']), 'removed')
    const before = desk.graph
    await files.open()
    expect([desk.graph.name, desk.file?.path, place.now]).toEqual(['LeNet-5', '/home/me/wide.vggs', 'model'])
    desk.undo()
    expect(desk.graph).toBe(before)
    expect(desk.file).toBeUndefined()
    desk.redo()
    expect(desk.file?.name).toBe('wide.vggs')
  })

  it('are saved where they came from, and what was saved there once is saved there after an undo too', async () => {
    const { desk, files, named } = await opened({ chooses: ['C:\\nets\\wide.vggs'] })
    await files.open()
    expect(files.edited).toBe(false)
    desk.rename('Wider')
    expect(files.edited).toBe(true)
    await files.save()
    expect(named('saveNetwork')).toEqual([{ path: 'C:\\nets\\wide.vggs', graph: desk.graph, known: presets['lenet-5'].build(32, 10) }])
    expect(files.edited).toBe(false)
    desk.undo()
    expect([desk.file?.name, files.edited]).toEqual(['wide.vggs', true])
  })

  it('are asked for when there is none yet, under the name of the network as a file can have it', async () => {
    const { desk, files, named } = await opened({ chooses: ['/home/me/a.vggs'] })
    desk.rename('VGG: 16/32?')
    await files.save()
    expect(named('choose')).toEqual([{ what: 'saveNetwork', name: 'VGG- 16-32-' }])
    expect(desk.file?.path).toBe('/home/me/a.vggs')
    await files.save()
    expect(named('saveNetwork')).toHaveLength(2)
    expect(named('choose')).toHaveLength(1)
  })

  it('are not written when the dialog was closed, and another network on the desk is never saved over them', async () => {
    const { desk, files, named } = await opened({ chooses: [] })
    await files.saveAs()
    desk.put(mine, { name: 'mine.vggs', path: '/home/me/mine.vggs' })
    desk.startFrom('lenet-5')
    await files.save()
    expect(named('saveNetwork')).toEqual([])
    expect(named('choose')).toHaveLength(2)
  })

  it('are known again after a start, with what was changed since', async () => {
    const { desk, files } = await opened({ desk: { graph: mine, plan: (await opened()).desk.plan, data: 'cifar-10', file: { name: 'mine.vggs', path: '/home/me/mine.vggs', graph: presets['lenet-5'].build(32, 10) } } })
    expect(desk.file).toMatchObject({ name: 'mine.vggs', path: '/home/me/mine.vggs' })
    // The file holds LeNet-5 under its own name.
    expect(files.edited).toBe(true)
  })

  it('that another window has saved meanwhile are not written over unless the person says so', async () => {
    const { desk, files, toasts, use } = await opened({ chooses: ['/home/me/wide.vggs'] })
    await files.open()
    const { client } = use(useStudio)
    await client.app.saveNetwork({ path: '/home/me/wide.vggs', graph: mine })
    desk.rename('Wider')
    await files.save()
    expect(toasts.shown.at(-1)).toMatchObject({ text: '/home/me/wide.vggs has been changed since this window read it.', bad: true, action: { label: 'Save over it' } })
    expect(files.edited).toBe(true)
    expect((await client.app.openNetwork({ path: '/home/me/wide.vggs' })).graph).toEqual(mine)
    const saveOver = toasts.shown.at(-1)!.action!
    desk.startFrom('lenet-5')
    saveOver.run()
    await settled()
    expect((await client.app.openNetwork({ path: '/home/me/wide.vggs' })).graph).toEqual(mine)
    desk.undo()
    saveOver.run()
    await settled()
    expect((await client.app.openNetwork({ path: '/home/me/wide.vggs' })).graph.name).toBe('Wider')
    expect(files.edited).toBe(false)
  })

  it('that were used lately are told by the studio, and opened from there', async () => {
    const { desk, files } = await opened()
    expect(files.recent.map(({ name }) => name)).toEqual(['tiny-vgg.vggs', 'LeNet-wide.json'])
    await files.openRecent(files.recent[0]!)
    expect([desk.graph.name, desk.file?.path]).toEqual(['LeNet wide', '/home/me/networks/tiny-vgg.vggs'])
  })
})

describe('files of networks in a browser', () => {
  /** A file as the browser hands it out; it keeps what is written into it. */
  const handleOf = (name: string, text: string, fails = false) => {
    const file = {
      name, text,
      getFile: async () => new File([file.text], name),
      createWritable: async () => {
        if (fails) throw new DOMException('The disk is full.', 'QuotaExceededError')
        return { write: async (now: string) => void (file.text = now), close: async () => undefined }
      },
    }
    return file
  }
  beforeEach(() => {
    vi.stubGlobal('showOpenFilePicker', undefined)
    vi.stubGlobal('showSaveFilePicker', undefined)
  })
  afterEach(() => vi.unstubAllGlobals())

  it('are opened and written again by the handle that the browser gives, and the studio remembers them', async () => {
    const handle = handleOf('mine.vggs', showGraph(mine))
    vi.stubGlobal('showOpenFilePicker', async () => [handle])
    const { desk, files, named } = await opened({ dialogs: false })
    await files.open()
    expect([desk.graph, desk.file?.name]).toEqual([mine, 'mine.vggs'])
    desk.rename('Mine too')
    await files.save()
    expect(parseGraph(handle.text).name).toBe('Mine too')
    expect(named('keepNetwork')).toEqual([{ name: 'mine.vggs', graph: mine }, { name: 'mine.vggs', graph: desk.graph }])
    expect(named('choose')).toEqual([])
  })

  it('that were changed meanwhile are not written over unless the person says so, and written anew where they are gone', async () => {
    const handle = handleOf('mine.vggs', showGraph(mine))
    vi.stubGlobal('showOpenFilePicker', async () => [handle])
    const { desk, files, toasts } = await opened({ dialogs: false })
    await files.open()
    handle.text = 'Dear reader'
    desk.rename('Mine too')
    await files.save()
    expect(toasts.shown.at(-1)?.text).toBe('mine.vggs has been changed since this window read it.')
    expect(handle.text).toBe('Dear reader')
    toasts.shown.at(-1)!.action!.run()
    await settled()
    expect(parseGraph(handle.text).name).toBe('Mine too')
    handle.getFile = () => Promise.reject(new DOMException('It is gone.', 'NotFoundError'))
    desk.rename('Mine again')
    await files.save()
    expect(parseGraph(handle.text).name).toBe('Mine again')
  })

  it('are saved where the person says, and not at all when they say nowhere', async () => {
    const handle = handleOf('other.vggs', '')
    vi.stubGlobal('showSaveFilePicker', async () => handle)
    const { desk, files } = await opened({ dialogs: false })
    await files.save()
    expect(parseGraph(handle.text)).toEqual(desk.graph)
    expect(desk.file?.name).toBe('other.vggs')
    vi.stubGlobal('showSaveFilePicker', () => Promise.reject(new DOMException('The person closed it.', 'AbortError')))
    await files.saveAs()
    expect(desk.file?.name).toBe('other.vggs')
  })

  it('are downloads where the browser has nothing better', async () => {
    const clicked: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(this.download)
    })
    const { files, toasts, named } = await opened({ dialogs: false })
    await files.save()
    expect(clicked).toEqual(['VGG16-BN.vggs'])
    expect(toasts.shown.at(-1)?.text).toBe('VGG16-BN.vggs is saved')
    expect(named('keepNetwork')).toMatchObject([{ name: 'VGG16-BN.vggs' }])
  })

  it('that are broken are refused in one sentence and change nothing', async () => {
    const { desk, files, toasts, named } = await opened({ dialogs: false })
    const before = desk.now
    await files.openDropped(new File(['Dear reader'], 'letter.json'))
    expect(toasts.shown.map(({ text }) => text)).toEqual(['This is not the file of a network: it is not JSON.'])
    expect(desk.now).toBe(before)
    expect(named('keepNetwork')).toEqual([])
  })

  it('that cannot be written say so by their names, and stay edited', async () => {
    vi.stubGlobal('showOpenFilePicker', async () => [handleOf('mine.vggs', showGraph(mine), true)])
    const { desk, files, toasts } = await opened({ dialogs: false })
    await files.open()
    desk.rename('Mine too')
    await files.save()
    expect(toasts.shown.at(-1)?.text).toBe('mine.vggs could not be read or written: there is no space left.')
    expect(files.edited).toBe(true)
  })
})
