import { columnsOf } from '#electron/runs/columns'
import { Journal, type RunEvent, type StepFigures } from '#electron/runs/journal'
import type { Library } from '#electron/runs/library'
import { phrase, type PhraseCode } from '#shared/base/phrase'
import type { Said } from '#shared/base/problem'
import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import { restingNow, type RunHappening, type Turns } from './turns'

type Follow = Handlers<StudioContract>['runs']['follow']

interface Note {
  readonly at: string
  readonly text: Said
  readonly warning: boolean
}

/**
 * Milliseconds from one message to the next. Each message is a frame in every window that looks, and where no graphics card draws, frames are taken from
 * the processors that train. A step is on the screen within 150 ms, unless steps come QUICK after one another: then nobody could read each, and they go by
 * the handful.
 */
const APART = 120
const APART_QUICK = 500
const QUICK = 150
/** What follows from one happening comes within these milliseconds, and goes with it. */
const TOGETHER = 10

const sentences: Record<RunEvent, PhraseCode> = { began: 'began', 'went on': 'wentOn', paused: 'paused', extended: 'extended', stopped: 'stopped', finished: 'finished', failed: 'failed' }

/** Tells one run to whoever follows it: its journal as columns, then what its process tells, several steps in one message. */
export function follower(library: Library, turns: Turns): Follow {
  // What was told of runs since the studio began; the journal has only what happened to the training itself.
  const notes = new Map<string, Note[]>()
  turns.happenings.add((happening) => {
    if (happening.type !== 'note') return
    const { at, text, warning } = happening
    notes.set(happening.id, [...(notes.get(happening.id) ?? []), { at, text, warning }].slice(-100))
  })

  return async ({ id }, teller, { signal }) => {
    let waiting: RunHappening[] = []
    let timer: NodeJS.Timeout | undefined
    let toldAt = -Infinity
    let stepAt = -Infinity
    let stepsApart = Infinity
    let told = { step: 0, epoch: 0 }

    const snapshot = async () => {
      const summary = await turns.summary(id)
      const lines = await new Journal(library.folderOf(id)).read()
      const steps = lines.filter((line) => line.t === 'step')
      const epochs = lines.filter((line) => line.t === 'epoch').map(({ t: _kind, ...figures }) => ({ ...figures, confusion: figures.confusion?.map((row) => [...row]) }))
      const events = lines.filter((line) => line.t === 'event').map(({ at, what }) => ({ at, text: phrase(sentences[what]), warning: what === 'failed' }))
      const all = [...events, ...(notes.get(id) ?? [])].sort((a, b) => (a.at < b.at ? -1 : 1))
      told = { step: steps.at(-1)?.step ?? 0, epoch: epochs.at(-1)?.epoch ?? 0 }
      teller.snapshot({ summary, now: turns.nowOf(id) ?? restingNow(summary), steps: columnsOf(steps), epochs, notes: all })
    }

    const tell = async () => {
      timer = undefined
      toldAt = performance.now()
      const again = waiting.findLastIndex(({ type }) => type === 'again')
      if (again >= 0) {
        waiting = waiting.slice(again + 1)
        await snapshot()
      }
      const happened = waiting
      waiting = []
      const steps: StepFigures[] = happened.flatMap((one) => (one.type === 'step' && one.figures.step > told.step ? [one.figures] : []))
      const now = happened.findLast((one) => one.type === 'now')?.now
      if (steps.length && now) teller.event({ type: 'steps', steps: columnsOf(steps), now })
      told.step = steps.at(-1)?.step ?? told.step
      for (const one of happened) {
        if (one.type === 'epoch' && one.figures.epoch > told.epoch) {
          told.epoch = one.figures.epoch
          teller.event({ type: 'epoch', figures: one.figures })
        } else if (one.type === 'note') teller.event({ type: 'note', at: one.at, text: one.text, warning: one.warning })
        else if (one.type === 'summary') teller.event({ type: 'summary', summary: one.summary })
        else if (one.type === 'removed') teller.end()
      }
      if (now && !steps.length) teller.event({ type: 'now', now })
    }

    // Listening begins before the files are read: what happens in between is told after the snapshot, once.
    let ready = false
    const later = () => {
      if (!ready || timer !== undefined || !waiting.length) return
      const apart = stepsApart < QUICK ? APART_QUICK : APART
      timer = setTimeout(() => void tell().then(later, () => teller.end()), Math.max(TOGETHER, toldAt + apart - performance.now()))
    }
    turns.happenings.add((happening) => {
      if (happening.id !== id) return
      if (happening.type === 'step') {
        const now = performance.now()
        stepsApart = now - stepAt
        stepAt = now
      }
      waiting.push(happening)
      later()
    }, signal)
    signal.addEventListener('abort', () => clearTimeout(timer))
    await snapshot()
    ready = true
    later()
  }
}
