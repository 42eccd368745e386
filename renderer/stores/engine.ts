import type { Fact } from '#shared/base/fact'
import type { EngineInfo } from '#shared/contract/engine'
import type { Handed } from '../composables/handed'
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
/** A path, or what a browser hands over. */
export type Picked = string | readonly Handed[]
type Wanted = 'pictures' | 'weights' | 'folder'

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
  /** What is asked for where there are no native dialogs; who answers gives a path or what the browser hands over, or nothing. */
  const asking = shallowRef<{ readonly what: Wanted; answer(picked: Picked | undefined): void }>()
  async function hasDialogs(): Promise<boolean> {
    await readAbout()
    return about.value?.dialogs !== false
  }
  /** The path chosen in a native dialog; nothing when it was closed. */
  const choose = async (what: Wanted | 'network' | 'saveNetwork', name?: string) => (await toasts.attempt(() => client.app.choose({ what, name })))?.paths[0]
  /** What the person picks: a path, out of a native dialog or typed; or in a browser, which tells no paths, the thing itself. */
  async function pick(what: Wanted): Promise<Picked | undefined> {
    if (await hasDialogs()) return await choose(what)
    const picked = await new Promise<Picked | undefined>((answer) => (asking.value = { what, answer }))
    asking.value = undefined
    return picked
  }

  /** Where a file that was dropped into the window lies; undefined in a browser, which does not tell. */
  const pathOf = (file: File & { /** As Electron had it before it had a way to ask. */ readonly path?: string }) => file.path || (globalThis as { [PATH_OF]?: PathOf })[PATH_OF]?.(file) || undefined

  return { said, checking, engines, about, asking, check, watch, get, cancel, remove, readAbout, showLibrary, hasDialogs, choose, pick, pathOf }
})
