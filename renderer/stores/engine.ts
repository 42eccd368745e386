import type { Fact } from '#shared/base/fact'
import type { EngineInfo } from '#shared/contract/engine'
import { PATH_OF, type PathOf } from '#shared/contract/preload'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { useStudio } from './studio'
import { useToasts } from './toasts'

interface Doctor {
  readonly ready: boolean
  readonly device: 'cpu' | 'gpu'
  readonly facts: readonly Fact[]
}
type Chosen = 'pictures' | 'network' | 'weights' | 'folder' | 'saveNetwork'

/** What computes, what the doctor says of it, and getting it. */
export const useEngine = defineStore('engine', () => {
  const { client } = useStudio()
  const toasts = useToasts()
  const said = shallowRef<Doctor>()
  const checking = ref(false)
  const about = shallowRef<{ readonly version: string; readonly library: string; readonly platform: string; readonly dialogs: boolean }>()
  let stopWatching: (() => void) | undefined

  async function check(): Promise<void> {
    checking.value = true
    said.value = (await toasts.attempt(() => client.engine.doctor({}))) ?? said.value
    checking.value = false
  }

  /** Both kinds of engine, once they are looked for. */
  const engines = shallowRef<readonly EngineInfo[]>()
  /** Begins to follow the engines: what is looked at costs a moment, so it waits for whoever shows it. */
  function watch(): void {
    stopWatching ??= client.engine.watch({}, { snapshot: take, event: take })
  }
  function take(now: readonly EngineInfo[]): void {
    const had = engines.value?.some(({ state }) => state === 'getting')
    engines.value = now
    // What the doctor says changes when one was set up or taken away.
    if (had && !now.some(({ state }) => state === 'getting')) void check()
  }
  const get = (kind: EngineInfo['kind']) => toasts.attempt(() => client.engine.get({ kind }))
  const cancel = () => toasts.attempt(() => client.engine.cancel({}))
  async function remove(kind: EngineInfo['kind']): Promise<void> {
    if (await toasts.attempt(() => client.engine.remove({ kind }))) await check()
  }

  async function readAbout(): Promise<void> {
    about.value ??= await toasts.attempt(() => client.app.about({}))
  }

  const showLibrary = () => toasts.attempt(() => client.app.showInFolder({ path: about.value!.library }))
  /** What a path is asked for where there are no native dialogs; who answers gives the path, or nothing. */
  const asking = shallowRef<{ readonly what: Chosen; answer(path: string | undefined): void }>()
  async function hasDialogs(): Promise<boolean> {
    await readAbout()
    return about.value?.dialogs !== false
  }
  /** The paths chosen in a native dialog, or typed where there is none: a browser sees this computer's files only by their names. None when it was closed. */
  async function choose(what: Chosen, name?: string): Promise<readonly string[]> {
    if (await hasDialogs()) return (await toasts.attempt(() => client.app.choose({ what, name })))?.paths ?? []
    const path = await new Promise<string | undefined>((answer) => (asking.value = { what, answer }))
    asking.value = undefined
    return path ? [path] : []
  }

  /** Where a file that was dropped into the window lies; undefined in a browser, which does not tell. */
  const pathOf = (file: File) => (globalThis as { [PATH_OF]?: PathOf })[PATH_OF]?.(file) || undefined

  return { said, checking, engines, about, asking, check, watch, get, cancel, remove, readAbout, showLibrary, hasDialogs, choose, pathOf }
})
