import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { namesIn } from '#electron/images/store/places'
import { listStored, verifyStored } from '#electron/images/store/shelf'
import { random } from '#shared/base/random'
import { saidUntilKilled } from '../../../helpers/killed'
import { zipOf } from '../../files/zipOf'
import { spotted } from './pictures'

let folder: string
let program: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vgg-studio-killed-'))
  program = join(folder, 'import.cjs')
  const entry = fileURLToPath(new URL('./importProcess.ts', import.meta.url))
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', format: 'cjs', external: ['@napi-rs/canvas'], logLevel: 'silent' })
  await symlink(fileURLToPath(new URL('../../../../node_modules', import.meta.url)), join(folder, 'node_modules'), 'junction')
})
afterAll(() => rm(folder, { recursive: true }))

/** Begins an import, and gives what it said when it ended or was killed so long after its beginning. */
async function importing(library: string, path: string, killAfter?: number): Promise<{ said: string[]; milliseconds: number }> {
  const child = spawn(process.execPath, [program, library, path], { stdio: ['ignore', 'pipe', 'ignore'] })
  return await saidUntilKilled(child, killAfter)
}

it('an import that is killed at any of a hundred moments leaves no data set or a whole one, and the next one ends well', { timeout: 120_000 }, async () => {
  const path = join(folder, 'pets.zip')
  await writeFile(path, zipOf(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i % 2 ? 'cat' : 'dog'}/${i}.png`, spotted(i % 256)]))))
  const whole = [await importing(join(folder, 'whole'), path), await importing(join(folder, 'again'), path)]
  const milliseconds = Math.min(...whole.map((each) => each.milliseconds))
  const [, hash] = whole[0]!.said
  expect(hash).toMatch(/^[0-9a-f]{64}$/)

  const source = random(7)
  const library = join(folder, 'killed')
  const outcomes = { none: 0, whole: 0 }
  for (let round = 0; round < 100; round++) {
    await importing(library, path, source.uniform() * milliseconds * 1.2)
    const [found, ...more] = await listStored(library)
    expect(more).toEqual([])
    if (!found) outcomes.none++
    else {
      outcomes.whole++
      expect(found).toMatchObject({ id: 'pets', stored: { hash } })
      expect(await verifyStored(library, 'pets')).toMatchObject({ sound: true })
      if (round % 2) await rm(join(library, 'datasets', 'pets'), { recursive: true })
    }
    // What was left half-written was swept by looking.
    expect(await namesIn(library)).toEqual((await readdir(join(library, 'datasets')).catch((): string[] => [])).filter((name) => name === 'pets'))
  }
  // Both must have been seen, or the moments were not where something happens.
  expect(outcomes.none).toBeGreaterThan(5)
  expect(outcomes.whole).toBeGreaterThan(0)
  expect((await importing(library, path)).said).toEqual(['begun', hash])
})
