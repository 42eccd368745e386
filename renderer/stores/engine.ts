import { PATH_OF, type PathOf } from '#shared/contract/preload'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { useStudio } from './studio'
import { useToasts } from './toasts'

interface Doctor {
  readonly ready: boolean
  readonly device: 'cpu' | 'gpu'
  readonly lines: readonly { readonly good: boolean; readonly text: string; readonly hint: string }[]
}
type Chosen = 'pictures' | 'network' | 'weights' | 'folder' | 'saveNetwork'
interface Doing {
  readonly doing: string
  readonly share?: number | undefined
}

/** What computes, what the doctor says of it, and setting it up. */
export const useEngine = defineStore('engine', () => {
  const { client } = useStudio()
  const toasts = useToasts()
  const said = shallowRef<Doctor>()
  const checking = ref(false)
  const settingUp = shallowRef<Doing>()
  const about = shallowRef<{ readonly version: string; readonly library: string; readonly platform: string; readonly dialogs: boolean }>()
  let stop: (() => void) | undefined

  async function check(): Promise<void> {
    checking.value = true
    said.value = (await toasts.attempt(() => client.engine.doctor({}))) ?? said.value
    checking.value = false
  }

  function setUp(gpu: boolean): void {
    settingUp.value = { doing: '' }
    stop = client.engine.setUp({ gpu }, {
      snapshot() {},
      event: (doing) => (settingUp.value = doing),
      ended(problem) {
        settingUp.value = undefined
        if (problem) toasts.tell(problem)
        void check()
      },
    })
  }

  function cancelSetUp(): void {
    stop?.()
    settingUp.value = undefined
  }

  async function readAbout(): Promise<void> {
    about.value ??= await toasts.attempt(() => client.app.about({}))
  }

  const showLibrary = () => toasts.attempt(() => client.app.showInFolder({ path: about.value!.library }))
  /** What a path is asked for where there are no native dialogs; who answers gives the path, or nothing. */
  const asking = shallowRef<{ readonly what: Chosen; answer(path: string | undefined): void }>()
  /** The paths chosen in a native dialog, or typed where there is none: a browser sees this computer's files only by their names. None when it was closed. */
  async function choose(what: Chosen): Promise<readonly string[]> {
    await readAbout()
    if (about.value?.dialogs !== false) return (await toasts.attempt(() => client.app.choose({ what })))?.paths ?? []
    const path = await new Promise<string | undefined>((answer) => (asking.value = { what, answer }))
    asking.value = undefined
    return path ? [path] : []
  }

  /** Where a file that was dropped into the window lies; undefined in a browser, which does not tell. */
  const pathOf = (file: File) => (globalThis as { [PATH_OF]?: PathOf })[PATH_OF]?.(file) || undefined

  return { said, checking, settingUp, about, asking, check, setUp, cancelSetUp, readAbout, showLibrary, choose, pathOf }
})
