import { writeAtomic } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import type { Score } from '#shared/contract/trainer'
import type { Confusion } from '#shared/metrics/confusion'
import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What is known of one step. `imagesPerSecond` is of this step alone. */
export interface StepFigures extends Score {
  readonly step: number
  readonly epoch: number
  readonly learningRate: number
  /** Of all gradients together, before clipping. Runs of earlier versions do not have it. */
  readonly gradientNorm?: number
  readonly imagesPerSecond?: number
}

/** What is known of an epoch; `confusion` is of the held-out pictures. */
export interface EpochLine {
  readonly step: number
  readonly epoch: number
  readonly training: Score
  readonly validation?: Score
  readonly confusion?: Confusion
  readonly imagesPerSecond: number
  readonly seconds: number
}

/** What may happen to a run. */
export type RunEvent = 'began' | 'went on' | 'paused' | 'extended' | 'stopped' | 'finished' | 'failed'

/** A line of the journal. `step` counts from 1 over the whole run: the steps done when the line was written. */
export type JournalLine =
  | ({ readonly t: 'step' } & StepFigures)
  | ({ readonly t: 'epoch' } & EpochLine)
  | { readonly t: 'event'; readonly step: number; readonly what: RunEvent; readonly at: string }
  | ({ readonly t: 'test'; readonly step: number } & Score)

/** The run's metrics, metrics.jsonl: one JSON object a line, only ever added to. */
export class Journal {
  private readonly file: string

  constructor(folder: string) {
    this.file = join(folder, 'metrics.jsonl')
  }

  /** Adds a line, whole or not at all: where the disk is full in the middle of it, its beginning is taken back. */
  add(line: JournalLine): void {
    try {
      const file = openSync(this.file, 'a')
      try {
        addWhole(file, Buffer.from(`${JSON.stringify(line)}\n`))
      } finally {
        closeSync(file)
      }
    } catch (thrown) {
      throw fileProblem(thrown, this.file)
    }
  }

  /** All lines; a last one that was torn by a crash is left out. */
  async read(): Promise<JournalLine[]> {
    if (!existsSync(this.file)) return []
    const text = await readFile(this.file, 'utf8')
    return text.slice(0, text.lastIndexOf('\n') + 1).split('\n').filter(Boolean).map((line) => JSON.parse(line) as JournalLine)
  }

  /** Drops what was written after this position, before going on from it. */
  async cutAfter({ step, epoch }: { readonly step: number; readonly epoch: number }): Promise<void> {
    const kept = (await this.read()).filter((line) => line.step <= step && !(line.t === 'epoch' && line.epoch > epoch))
    await writeAtomic(this.file, kept.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }
}

function addWhole(file: number, bytes: Buffer): void {
  const { size } = fstatSync(file)
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
  } catch (thrown) {
    ftruncateSync(file, size)
    throw thrown
  }
}
