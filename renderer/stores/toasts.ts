import { asProblem, type ProblemData } from '#shared/base/problem'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { problemInWords } from '../locale/inWords'

/** Something said in passing at the window's lower edge, with one thing to do about it. */
export interface Toast {
  readonly number: number
  readonly text: string
  readonly hint?: string | undefined
  readonly bad?: boolean
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

interface Kept extends Toast {
  readonly problem?: ProblemData | undefined
}

const wordsOf = (problem: ProblemData) => {
  const { sentence: text, hint } = problemInWords(problem)
  return { text, hint }
}

/** What is said in passing, the newest last. */
export const useToasts = defineStore('toasts', () => {
  const kept = ref<Kept[]>([])
  let numbers = 0
  /** A problem is put into words while it is shown: the language may change, and is not known before the settings are. */
  const shown = computed(() => kept.value.map(({ problem, ...toast }): Toast => ({ ...toast, ...(problem && wordsOf(problem)) })))

  function say(text: string, { hint, bad = false, action }: { hint?: string; bad?: boolean; action?: Toast['action'] } = {}): void {
    keep({ text, hint, bad, action })
  }

  function keep(said: Omit<Kept, 'number'>): void {
    kept.value = [...kept.value.filter((toast) => toast.text !== said.text), { number: ++numbers, ...said }].slice(-4)
  }

  function tell(problem: ProblemData, action?: Toast['action']): void {
    keep({ text: problem.sentence, bad: true, problem, action })
  }

  function dismiss(number: number): void {
    kept.value = kept.value.filter((toast) => toast.number !== number)
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
