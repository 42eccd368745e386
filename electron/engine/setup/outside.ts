import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { phrase, type Phrase } from '#shared/base/phrase'
import { reasonOf } from '#shared/base/reason'
import { thisPerson, type Person } from '#electron/files/places'

/** How a command ended. `code` is null when it was killed, by `signal`, or never started, because of `failure`. */
export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly signal?: string
  readonly failure?: Phrase
}

export interface RunOptions {
  readonly folder?: string
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** Runs `tryOut` of proof.ts on an addon in a process of its own, which prints what it gives. */
export type Trial = (binding: string, how: Pick<RunOptions, 'environment' | 'signal'>) => Promise<Ran>

/** Everything outside the program that finding, building and explaining an engine depends on. */
export interface Outside extends Person {
  readonly arch: string
  /** Version of the C library; undefined where it is another one than glibc. */
  readonly glibc: string | undefined
  /** A name for people: the distribution, the version of macOS or Windows. */
  readonly system: string
  /** Whether commands run with all rights, so that hints need no sudo. */
  readonly administrator: boolean
  /** The program that runs JavaScript. */
  readonly node: string
  readonly processor: { readonly model: string; readonly cores: number }
  /** In bytes. */
  readonly memory: { readonly total: number; readonly free: number }
  run(command: string, options: readonly string[], how?: RunOptions): Promise<Ran>
  /** Tries an addon out where `node` cannot: the packed app is no plain Node. */
  readonly trial?: Trial | undefined
  /** A text file of the system, such as /proc/cpuinfo; undefined where it cannot be read. */
  read(file: string): string | undefined
  /** Names in a folder of the system; none where it cannot be read. */
  list(folder: string): readonly string[]
  /** Bytes that may still be written in this folder, or in the nearest folder above it that exists. */
  freeSpace(folder: string): Promise<number>
  /** The folder of an npm package of the program; undefined where it is not installed. */
  packageFolder(name: string): string | undefined
  isAlive(process: number): boolean
}

/** The real outside, for the person who runs this process or for another. */
export function realOutside(person = thisPerson(), trial?: Trial): Outside {
  return {
    ...person,
    arch: process.arch,
    get glibc() { return glibcVersion() },
    system: systemName(person.platform),
    administrator: process.getuid?.() === 0,
    node: process.execPath,
    processor: { model: os.cpus()[0]?.model.trim() ?? '', cores: os.availableParallelism() },
    memory: { total: os.totalmem(), free: os.freemem() },
    run: (command, options, how) => run(person.environment, command, options, how),
    trial, read, list, freeSpace, packageFolder, isAlive,
  }
}

/** Runs a command to its end and keeps what it printed; a command that cannot be started is an outcome, not an exception. */
function run(
  environment: Readonly<Record<string, string | undefined>>, command: string, options: readonly string[], how: RunOptions = {},
): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(command, options, {
      cwd: how.folder, signal: how.signal, env: { ...environment, ...how.environment },
      stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true,
    })
    const printed = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => { printed.stdout += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { printed.stderr += text })
    // A child that was started and is told to stop ends with 'close'; only then is it gone.
    child.on('error', error => { if (child.pid === undefined) resolve({ code: null, ...printed, failure: (error as NodeJS.ErrnoException).code === 'ENOENT' ? phrase('noCommand') : reasonOf(error) }) })
    child.on('close', (code, signal) => resolve({ code, ...printed, ...(signal ? { signal } : {}) }))
  })
}

/** Why a command that printed nothing did not end well. */
export function endOf({ code, signal, failure }: Ran): Phrase {
  return failure ?? (signal === undefined ? phrase('exitCode', { code: code ?? 0 }) : phrase('endedBySignal', { signal }))
}

/** The full path of a command that this environment's PATH leads to. */
export function onPath({ platform, environment }: Person, command: string): string | undefined {
  const windows = platform === 'win32'
  const folders = (environment.PATH ?? environment.Path ?? '').split(windows ? ';' : ':').filter(Boolean)
  return folders.map(folder => path.join(folder, windows ? `${command}.exe` : command)).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK)
    return fs.statSync(file).isFile()
  } catch {
    return false
  }
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function list(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder)
  } catch {
    return []
  }
}

async function freeSpace(folder: string): Promise<number> {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    try {
      const { bavail, bsize } = await fs.promises.statfs(place)
      return bavail * bsize
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || place === path.dirname(place)) throw error
    }
  }
}

function packageFolder(name: string): string | undefined {
  try {
    return path.dirname(createRequire(__filename).resolve(`${name}/package.json`))
  } catch {
    return undefined
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function glibcVersion(): string | undefined {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime
}

function systemName(platform: NodeJS.Platform): string {
  const pretty = platform === 'linux' ? /^PRETTY_NAME="?([^"\n]+)/m.exec(read('/etc/os-release') ?? '')?.[1] : undefined
  return pretty ?? (platform === 'darwin' ? `macOS, Darwin ${os.release()}` : os.version())
}
