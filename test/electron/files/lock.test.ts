import { fork } from 'node:child_process'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockHolder, takeLock } from '#electron/files/lock'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vgg-studio-lock-'))
  file = join(folder, 'lock')
})
afterEach(() => rm(folder, { recursive: true }))

/** No process has such a number. */
const nobody = '999999999'

it('names the process that has it, until that releases it', () => {
  const taken = takeLock(file)
  expect(takeLock(file)).toEqual({ holder: process.pid })
  expect(lockHolder(file)).toBe(process.pid)
  if ('release' in taken) taken.release()
  expect(lockHolder(file)).toBeUndefined()
  expect(takeLock(file)).toHaveProperty('release')
})

it('is taken over from a process that is gone, also from one that was killed before it wrote its number', async () => {
  await writeFile(file, nobody)
  expect(takeLock(file)).toHaveProperty('release')
  await writeFile(file, '')
  await utimes(file, new Date(0), new Date(0))
  expect(takeLock(file)).toHaveProperty('release')
})

it('is not released by one that it was taken from', async () => {
  const taken = takeLock(file)
  await writeFile(file, nobody)
  if ('release' in taken) taken.release()
  expect(takeLock(file)).toHaveProperty('release')
})

it('is held by one process at a time, however many want it', async () => {
  const { bundle } = (await import('../../../build/bundle.mjs' as string)) as { bundle(entries: Record<string, string>, outdir: string): Promise<void> }
  await bundle({ taker: 'test/electron/files/lockTaker.ts' }, folder)
  // It begins with the lock of a process that is gone, which all of them find at once.
  await writeFile(file, nobody)
  const ends = await Promise.all(Array.from({ length: 6 }, () => new Promise<number | null>((end) => fork(join(folder, 'taker.cjs'), [file, '60'], { execArgv: [] }).on('exit', end))))
  expect(ends).toEqual([0, 0, 0, 0, 0, 0])
})
