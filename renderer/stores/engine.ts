import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { useStudio } from './studio'
import { useToasts } from './toasts'

interface Doctor {
  readonly ready: boolean
  readonly device: 'cpu' | 'gpu'
  readonly lines: readonly { readonly good: boolean; readonly text: string; readonly hint: string }[]
}
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
        if (problem) toasts.say(problem.sentence, { hint: problem.hint, bad: true })
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
  /** A native dialog's paths; none when it was closed. */
  const choose = async (what: 'pictures' | 'network' | 'weights' | 'folder' | 'saveNetwork') => (await toasts.attempt(() => client.app.choose({ what })))?.paths ?? []

  return { said, checking, settingUp, about, check, setUp, cancelSetUp, readAbout, showLibrary, choose }
})
