import { line } from '#shared/base/problem'
import type { Score, TrainerEvent } from '#shared/contract/trainer'
import type { ViewsName } from '#shared/metrics/views'
import { counted, duration, grouped, percent, speed } from './words'

/** Where a report goes; process.stdout is one. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Seconds between two progress lines where lines cannot be written over. */
const PLAIN_INTERVAL = 10

/** Tells of a training on a screen: one line that is written over on a terminal, plain lines elsewhere, JSON lines for machines. */
export class TrainingReport {
  private lastPlain = performance.now()
  private live = false

  constructor(
    private readonly screen: Screen,
    private readonly json: boolean,
  ) {}

  tell(event: TrainerEvent): void {
    if (this.json) {
      this.screen.write(`${JSON.stringify(event)}\n`)
      return
    }
    if (event.type === 'step') return this.progress(event)
    if (event.type === 'preparing') return this.status(`${event.what} …`)
    const text = sentenceOf(event)
    if (text) this.line(text)
  }

  /** A line that stays. */
  line(text: string): void {
    this.screen.write(`${this.live ? '\r\x1b[K' : ''}${text}\n`)
    this.live = false
  }

  /** A line that is written over by the next; only a terminal can show one. */
  private status(text: string): void {
    if (!this.screen.isTTY) return
    // Cut to the window: a line that wraps cannot be written over.
    this.screen.write(`\r\x1b[K${text.slice(0, (this.screen.columns ?? 80) - 1)}`)
    this.live = true
  }

  private progress(event: Extract<TrainerEvent, { type: 'step' }>): void {
    const text =
      `epoch ${event.epoch} of ${event.epochs}   step ${event.step} of ${event.steps}   ${scoreText(event)}   ` +
      `${speed(event.imagesPerSecond)}   ${duration(event.secondsLeft)} left`
    if (this.screen.isTTY) return this.status(text)
    const now = performance.now()
    if (now - this.lastPlain < PLAIN_INTERVAL * 1000) return
    this.lastPlain = now
    this.line(text)
  }
}

/** How pictures were asked for, behind their number. */
const seenAs: Readonly<Record<ViewsName, string>> = { none: '', flip: ', also mirrored', shifts: ', also mirrored and shifted' }

function sentenceOf(event: TrainerEvent): string | undefined {
  switch (event.type) {
    case 'note':
      return event.warning ? `Note: ${line(event.text)}` : line(event.text)
    case 'began': {
      const heldOut = event.validation ? `, ${grouped(event.validation)} held out for validation` : ''
      return `Training on ${grouped(event.training)} pictures${heldOut}: ${counted(event.epochs, 'epoch')} of ${counted(event.stepsPerEpoch, 'step')}, into ${event.run}`
    }
    case 'epoch': {
      const validation = event.validation ? `; validation ${scoreText(event.validation)}` : ''
      return `Epoch ${event.epoch} of ${event.epochs}: training ${scoreText(event.training)}${validation}; ${speed(event.imagesPerSecond)}, ${duration(event.seconds)}; saved`
    }
    case 'evaluated':
      return `On the ${grouped(event.count)} ${event.split} pictures${seenAs[event.views]}: ${scoreText(event.score)}, among the first five ${percent(event.topFive)}`
    case 'done':
      return event.weights && event.how === 'finished' ? `Done. The weights are in ${event.weights}` : undefined
    default:
      return undefined
  }
}

function scoreText({ loss, accuracy }: Score): string {
  return `loss ${loss.toFixed(4)}, accuracy ${percent(accuracy)}`
}
