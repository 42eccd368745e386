import type { SetUpStage } from '#shared/contract/engine'
import { bytesInWords, timeInWords } from './words'

/** Tells a person how the work goes: lines that stay, and one line that is written over. */
export interface Teller {
  line(text: string): void
  /** The words, and the same as figures for whoever draws it. */
  progress(text: string, stage?: SetUpStage): void
}

/** On a terminal the progress line is live, ten times a second at most; elsewhere it becomes a plain line every ten seconds at most. */
export function tellerOn(stream: { write(text: string): unknown; isTTY?: boolean; columns?: number }): Teller {
  const wipe = stream.isTTY ? '\r\x1b[2K' : ''
  const rest = stream.isTTY ? 100 : 10_000
  // A terminal shows progress at once after a line; elsewhere only what takes long is told.
  let told = stream.isTTY ? 0 : Date.now()
  return {
    line(text) {
      told = stream.isTTY ? 0 : Date.now()
      stream.write(`${wipe}${text}\n`)
    },
    progress(text) {
      if (Date.now() - told < rest) return
      told = Date.now()
      stream.write(stream.isTTY ? wipe + text.slice(0, (stream.columns || 80) - 1) : `${text}\n`)
    },
  }
}

/** Tells the same of one part of the work after the other; of work that is not parted nothing more is told. */
export function partOf(tell: Teller, number: number, of: number): Teller {
  if (of === 1) return tell
  return { ...tell, progress: (text, stage) => tell.progress(text, stage && { ...stage, part: { number, of } }) }
}

/** Does one stage of the work and tells its name, what it came to and how long it took. */
export async function stage<T>(tell: Teller, name: SetUpStage['doing'], work: () => Promise<{ told: string; result: T }>): Promise<T> {
  const start = Date.now()
  tell.progress(`  ${name} …`, { doing: name })
  const { told, result } = await work()
  tell.line(`  ${name.padEnd(9)} ${told}  (${timeInWords(Date.now() - start)})`)
  return result
}

/** Tells how many bytes of all a stage has done: speed since this was made, and time left. */
export function meter(tell: Teller, name: SetUpStage['doing'], total: number): (done: number) => void {
  const start = Date.now()
  return done => {
    const seconds = (Date.now() - start) / 1000
    const speed = seconds > 0 ? done / seconds : 0
    const left = speed > 0 && done < total ? (total - done) / speed : undefined
    const rest = left === undefined ? '' : `, ${timeInWords(left * 1000)} left`
    tell.progress(`  ${name.padEnd(9)} ${bytesInWords(done)} of ${bytesInWords(total)}, ${bytesInWords(speed)}/s${rest}`, { doing: name, done, of: total, ...(left !== undefined && { secondsLeft: left }) })
  }
}
