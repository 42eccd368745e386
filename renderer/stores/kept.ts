import { useEventListener, useThrottleFn, whenever } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { windowName } from '../composables/windowName'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** Milliseconds between two writings while much is changed. */
const REST = 500

/** What this window finds again after a reload or a start: read once, then written at once after a change, and again a little later while more follow. */
export const useKept = defineStore('kept', () => {
  const { client, state } = useStudio()
  const toasts = useToasts()
  const name = windowName()
  let known: string | undefined
  /** What is written down. */
  const source = shallowRef<() => unknown>()
  /** What is to be written, as long as it is not. */
  let waiting: { readonly desk: unknown } | undefined

  /** What was kept, null where nothing was, and whether that is a copy of another window's; undefined where the studio could not say. */
  async function read(): Promise<{ readonly desk: unknown; readonly copied: boolean } | undefined> {
    const { window, ...others } = await name
    known = window
    return await toasts.attempt(() => client.app.readDesk({ window, ...others }))
  }

  async function write(): Promise<void> {
    const writing = waiting
    if (!writing || known === undefined) return
    const window = known
    if ((await toasts.attempt(() => client.app.writeDesk({ window, ...writing }))) && waiting === writing) waiting = undefined
  }
  const writeSoon = useThrottleFn(write, REST, true)

  watch(() => source.value?.(), (desk) => {
    waiting = { desk }
    void writeSoon()
  }, { flush: 'sync' })
  // Who leaves at once after a change has it written first; and what could not be written is, when the studio is back.
  useEventListener(window, 'pagehide', () => void write())
  useEventListener(document, 'visibilitychange', () => void write())
  whenever(() => state.value === 'connected', () => void write())

  /** Writes down what `of` gives, now and whenever that changes. */
  function follow(of: () => unknown): void {
    source.value = of
  }

  return { read, follow }
})
