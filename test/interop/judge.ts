import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'

/** What PyTorch says: how far its answers are from ours, the shape of the output, or why it refuses. */
export interface Verdict {
  readonly difference?: number
  readonly shape?: readonly number[]
  readonly refused?: string
}

/** The Python process that asks PyTorch, one question after the other. */
export class Judge {
  private readonly child: ChildProcess
  private readonly lines: AsyncIterator<string>

  constructor(python: string, root: string) {
    this.child = spawn(python, [join(root, 'test', 'interop', 'judge.py')], { stdio: ['pipe', 'pipe', 'inherit'] })
    const reader: Interface = createInterface({ input: this.child.stdout! })
    this.lines = reader[Symbol.asyncIterator]()
  }

  async ask(question: Readonly<Record<string, unknown>>): Promise<Verdict> {
    this.child.stdin!.write(`${JSON.stringify(question)}\n`)
    const { value, done } = await this.lines.next()
    if (done) throw new Error('The Python that asks PyTorch ended; it says why above.')
    return JSON.parse(value) as Verdict
  }

  close(): void {
    this.child.stdin!.end()
  }
}
