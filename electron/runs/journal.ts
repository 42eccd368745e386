import { writeAtomic } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import type { Score } from '#shared/contract/trainer'
import { appendFileSync, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A line of the journal. `step` counts from 1 over the whole run: the steps done when the line was written. */
export type JournalLine =
  | ({ readonly t: 'step'; readonly step: number; readonly epoch: number; readonly learningRate: number } & Score)
  | { readonly t: 'epoch'; readonly step: number; readonly epoch: number; readonly training: Score; readonly validation?: Score; readonly imagesPerSecond: number; readonly seconds: number }
  | { readonly t: 'event'; readonly step: number; readonly what: 'began' | 'went on' | 'stopped' | 'finished' | 'failed'; readonly at: string }
  | ({ readonly t: 'test'; readonly step: number } & Score)

/** The run's metrics, metrics.jsonl: one JSON object a line, only ever added to. */
export class Journal {
  private readonly file: string

  constructor(folder: string) {
    this.file = join(folder, 'metrics.jsonl')
  }

  add(line: JournalLine): void {
    try {
      appendFileSync(this.file, `${JSON.stringify(line)}\n`)
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
