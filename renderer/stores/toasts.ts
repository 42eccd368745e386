import { asProblem, type ProblemData } from '#shared/base/problem'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { problemInWords } from '../locale/inWords'

/** Something said in passing at the window's lower edge, with one thing to do about it. */
export interface Toast {
  readonly number: number
  readonly text: string
  readonly hint?: string | undefined
  readonly bad?: boolean
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

/** What is said in passing, the newest last. */
export const useToasts = defineStore('toasts', () => {
  const shown = ref<Toast[]>([])
  let numbers = 0

  function say(text: string, { hint, bad = false, action }: { hint?: string; bad?: boolean; action?: Toast['action'] } = {}): void {
    shown.value = [...shown.value.filter((toast) => toast.text !== text), { number: ++numbers, text, hint, bad, action }].slice(-4)
  }

  function tell(problem: ProblemData, action?: Toast['action']): void {
    const { sentence, hint } = problemInWords(problem)
    say(sentence, { hint, bad: true, action })
  }

  function dismiss(number: number): void {
    shown.value = shown.value.filter((toast) => toast.number !== number)
  }

  /** Does something for the person, and says what went wrong if it did. */
  async function attempt<T>(doing: () => Promise<T>): Promise<T | undefined> {
    try {
      return await doing()
    } catch (thrown) {
      tell(asProblem(thrown))
      return undefined
    }
  }

  return { shown, say, tell, dismiss, attempt }
})
