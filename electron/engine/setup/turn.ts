import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Outside } from './outside'
import type { Teller } from './progress'

/** A folder in which one set-up works. Its name says which engine, since when, and by which process. */
interface Workplace {
  readonly folder: string
  /** Takes the folder away with all in it. */
  close(): Promise<void>
}

const prefix = '.setting-up'
/** A set-up that has not moved its pulse for so long is not waited for: its process number may belong to another by now. */
const silence = 30_000
const pulseFile = 'pulse'

/** Removes the folders that ended processes left behind, then makes one for this set-up of the engine with this name. */
export async function openWorkplace(engines: string, engine: string, outside: Outside): Promise<Workplace> {
  await removeAbandoned(engines, outside)
  const started = Date.now().toString().padStart(14, '0')
  const folder = await fs.promises.mkdtemp(path.join(engines, `${prefix}_${engine}_${started}_${process.pid}_`))
  const pulse = path.join(folder, pulseFile)
  await fs.promises.writeFile(pulse, '')
  const beat = setInterval(() => { fs.utimes(pulse, new Date(), new Date(), () => { /* the folder is being taken away */ }) }, silence / 10)
  beat.unref()
  return {
    folder,
    async close() {
      clearInterval(beat)
      await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/**
 * Waits while an earlier set-up of the same engine is at work, so that two do not download the same. It only saves work:
 * two that did not see each other both end well too. Says once what it waits for.
 */
export async function waitForEarlier(
  engines: string, mine: Workplace, { outside, tell, signal }: { outside: Outside; tell: Teller; signal: AbortSignal },
): Promise<void> {
  const own = path.basename(mine.folder)
  const engine = parse(own)?.engine
  let told = false
  for (;;) {
    const earlier = outside.list(engines).map(parse).find(each =>
      each && each.engine === engine && each.name < own && outside.isAlive(each.process) && beats(path.join(engines, each.name)))
    if (!earlier) return
    if (!told) tell.line(`Another set-up of this engine is at work here (process ${earlier.process}); waiting for it.`)
    told = true
    await wait(200, undefined, { signal })
  }
}

/** Removes what set-ups left whose processes have ended. */
export async function removeAbandoned(engines: string, outside: Outside): Promise<void> {
  for (const each of outside.list(engines).map(parse)) {
    if (!each || outside.isAlive(each.process)) continue
    // A process that it started may still be writing there; then the next set-up removes the rest.
    await fs.promises.rm(path.join(engines, each.name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
}

function parse(name: string): { name: string; engine: string; process: number } | undefined {
  const [start, engine, , process] = name.split('_')
  return start === prefix && engine !== undefined && Number(process) > 0 ? { name, engine, process: Number(process) } : undefined
}

function beats(folder: string): boolean {
  const pulse = fs.statSync(path.join(folder, pulseFile), { throwIfNoEntry: false })
  return pulse !== undefined && Date.now() - pulse.mtimeMs < silence
}
