import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How a command of the terminal ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The JSON lines that a command printed with --json. */
export function eventsOf({ out }: Ended): Record<string, unknown>[] {
  return out.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** Runs the terminal's program as a person does, in a process of its own. `watch` sees what was printed so far whenever more comes. */
export function studio(words: readonly string[], watch: (printed: string, child: ChildProcess) => void = () => undefined, environment: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join('dist', 'electron', 'terminal.cjs'), ...words], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    watch(out, child)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  return new Promise((end, fail) => {
    child.on('error', fail)
    child.on('close', (code) => end({ code, out, err }))
  })
}

/** A folder for one test, removed when it goes out of use. */
export async function temporaryFolder(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'vgg-studio-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
