import type { RecentNetwork } from '#shared/contract/app'
import { reasonOf } from '#shared/base/reason'
import { asProblem, problem } from '#shared/base/problem'
import type { Graph } from '#shared/graph/document'
import { holdsAnother } from '#shared/graph/holds'
import { NETWORK_EXTENSION, parseGraph, showGraph } from '#shared/graph/parse'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { saysTheSame } from '#shared/base/equal'
import { pickText, saveTextAs, textOf, writeText, type PickedFile } from '../composables/textFiles'
import { t } from '../locale/locale'
import { useDesk, type NetworkFile } from './desk'
import { useEngine } from './engine'
import { usePlace } from './place'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** Networks as files: opened onto the desk, saved, and found again. By native dialogs where there are some, else as the browser can. */
export const useNetworkFiles = defineStore('networkFiles', () => {
  const { client } = useStudio()
  const toasts = useToasts()
  const desk = useDesk()
  const engine = useEngine()
  const place = usePlace()
  const recent = shallowRef<readonly RecentNetwork[]>([])
  client.app.recentNetworks({}, { snapshot: (all) => (recent.value = all), event: (all) => (recent.value = all) })

  /** Whether the network differs from what its file holds; false where there is no file, or nobody knows yet. */
  const edited = computed(() => desk.file?.graph !== undefined && !saysTheSame(desk.file.graph, desk.graph))

  function put(graph: Graph, file: NetworkFile): void {
    desk.put(graph, { ...file, graph })
    place.go('model')
  }

  async function openPath(path: string): Promise<void> {
    const opened = await toasts.attempt(() => client.app.openNetwork({ path }))
    if (opened) put(opened.graph, { name: nameOf(path), path })
  }

  async function openRecent({ id, name, path }: RecentNetwork): Promise<void> {
    const opened = await toasts.attempt(() => client.app.openRecent({ id }))
    if (opened) put(opened.graph, { name, path })
  }

  /** A file that was let go over the window: where the window may know where it lies, it can be saved there again. */
  async function openDropped(file: File): Promise<void> {
    const path = engine.pathOf(file)
    if (path !== undefined) return await openPath(path)
    await openText({ name: file.name, text: await file.text() })
  }

  async function openText({ name, text, handle }: PickedFile): Promise<void> {
    await toasts.attempt(async () => {
      const graph = parseGraph(text)
      put(graph, { name, handle })
      await client.app.keepNetwork({ name, graph })
    })
  }

  /** Lets the person choose a file and opens it. */
  async function open(): Promise<void> {
    if (await engine.hasDialogs()) {
      const path = await engine.choose('network')
      if (path !== undefined) await openPath(path)
      return
    }
    const picked = await pickText(t('file.networks'), [`.${NETWORK_EXTENSION}`, '.json'])
    if (picked) await openText(picked)
  }

  /** Writes the network into its file; asks where to when it has none. What another window or program has put there since is written `over` only when the person says so. */
  async function save(over = false): Promise<void> {
    const { file, graph } = desk
    const known = over ? undefined : file?.graph
    if (file?.path !== undefined) return await saveAt(file.path, known)
    if (!file?.handle) return await saveAs()
    const { name, handle } = file
    await written(graph, async () => {
      const there = known && (await textOf(handle))
      if (there !== undefined && holdsAnother(there, [known!, graph])) throw problem('networkChanged', { file: name })
      await writeText(handle, showGraph(graph)).catch(failed(name))
      return { name, handle }
    })
  }

  /** Asks where to, and writes the network there: that is its file from then on. */
  async function saveAs(): Promise<void> {
    const { file, graph } = desk
    const name = file?.name.replace(/\.[^.]+$/, '') ?? fileNameOf(graph.name)
    if (!(await engine.hasDialogs())) return await written(graph, () => saveTextAs(`${name}.${NETWORK_EXTENSION}`, showGraph(graph), t('file.networks')).catch(failed(name)))
    const path = await engine.choose('saveNetwork', name)
    if (path !== undefined) await saveAt(path)
  }

  async function saveAt(path: string, known?: Graph): Promise<void> {
    const { graph } = desk
    if (await saving(() => client.app.saveNetwork({ path, graph, known }))) done({ name: nameOf(path), path, graph })
  }

  /** After the browser has written it, if it did. */
  async function written(graph: Graph, write: () => Promise<NetworkFile | undefined>): Promise<void> {
    const file = await saving(write)
    if (!file) return
    done({ ...file, graph })
    await toasts.attempt(() => client.app.keepNetwork({ name: file.name, graph }))
  }

  /** Saves, and says what kept it from that; where it was another's change, the person can save over it as long as the network is on the desk. */
  async function saving<T>(doing: () => Promise<T>): Promise<T | undefined> {
    const { document } = desk.now
    try {
      return await doing()
    } catch (thrown) {
      const met = asProblem(thrown)
      toasts.tell(met, met.code === 'networkChanged' ? { label: t('file.saveOver'), run: () => desk.now.document === document && void save(true) } : undefined)
      return undefined
    }
  }

  function done(file: NetworkFile): void {
    desk.setFile(file)
    toasts.say(t('file.saved', { name: file.name }))
  }

  return { recent, edited, open, openPath, openRecent, openDropped, save, saveAs }
})

/** The name of a file by its path, as either kind of system writes one. */
const nameOf = (path: string) => path.replace(/^.*[/\\]/, '')

/** A name that any system takes for a file. */
const fileNameOf = (name: string) => name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').trim() || 'network'

/** What the browser says of a file that it could not write. */
const failed = (name: string) => (thrown: unknown): never => {
  throw problem('fileFailed', { path: name, reason: reasonOf(thrown) })
}
