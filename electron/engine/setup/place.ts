import fs from 'node:fs'
import path from 'node:path'
import { filesIn } from './files'
import { inspectEngine, recordFile, type EngineRecord } from './locate'
import type { Outside } from './outside'
import { engineVersion, type Pin } from './pins'

/** Flushes every file, then writes the record that says the engine is whole; returns its size in bytes. */
export async function writeRecord(engine: string, { kind, platform, arch }: Pin): Promise<number> {
  const files: Record<string, number> = {}
  for (const file of filesIn(engine)) files[path.relative(engine, file).split(path.sep).join('/')] = await flush(file)
  const record: EngineRecord = { version: engineVersion, kind, platform, arch, files }
  const file = path.join(engine, recordFile)
  await fs.promises.writeFile(file, `${JSON.stringify(record, undefined, 2)}\n`, { flush: true })
  return Object.values(files).reduce((sum, bytes) => sum + bytes, 0)
}

/**
 * Renames the made engine to its place. A whole one that another set-up put there meanwhile stays, unless a new one is forced; what is
 * in the way otherwise is moved to the folder of this set-up, `work`, and goes away with it.
 */
export async function putInPlace(
  engine: string, target: string, { force, outside, work }: { force: boolean; outside: Outside; work: string },
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      if (attempt > 0) await fs.promises.rename(target, path.join(work, `old${attempt}`))
      await fs.promises.rename(engine, target)
      return
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      const occupied = fs.existsSync(target)
      if (occupied && !force && !('fault' in inspectEngine(target, outside))) return
      // ENOENT: another set-up moved the old one away first.
      if (attempt === 5 || (!occupied && code !== 'ENOENT')) throw error
    }
  }
}

async function flush(file: string): Promise<number> {
  const handle = await fs.promises.open(file, 'r+')
  try {
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}
