import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectEngine } from '#electron/engine/setup/locate'
import { command, compile, computes, makeWorld, pipDownload } from './makeWorld'
import { enginesOf, logOf, targetOf, type World } from './world'

const patient = { timeout: 30_000 }
let folder: string
let program: string

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vgg-studio-setup-'))
  program = path.join(folder, 'setup.cjs')
  const entry = fileURLToPath(new URL('./setupProcess.ts', import.meta.url))
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' })
})
afterAll(() => fs.rmSync(folder, { recursive: true }))

/** A set-up in a process of its own; `lines` grows as it speaks. */
function start(world: World): { child: ChildProcess; lines: string[]; ended: Promise<unknown> } {
  const file = path.join(world.home, 'world.json')
  fs.writeFileSync(file, JSON.stringify(world))
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)))
  return { child, lines, ended: once(child, 'close') }
}

/** That the folder of the engine either does not claim to be whole, or is whole to the last byte. */
function expectNoFalseClaim(world: World): void {
  const seen = inspectEngine(targetOf(world), { platform: 'linux', arch: 'x64' })
  if ('fault' in seen) return
  expect(Object.keys(seen.files).sort()).toEqual([...Object.keys(world.libraries), 'tfjs_binding.node'])
  for (const [name, text] of Object.entries(world.libraries)) expect(fs.readFileSync(path.join(targetOf(world), name), 'utf8')).toBe(text)
  expect(fs.readFileSync(path.join(targetOf(world), 'tfjs_binding.node'), 'utf8')).toBe('a binding')
}

async function expectGoodEnd(world: World): Promise<void> {
  const { child, lines, ended } = start(world)
  await ended
  expect({ code: child.exitCode, last: lines.at(-1) }).toMatchObject({ code: 0 })
  expect(inspectEngine(targetOf(world), { platform: 'linux', arch: 'x64' })).not.toHaveProperty('fault')
  expectNoFalseClaim(world)
}

describe('a set-up that is killed', () => {
  it('never leaves what claims to be whole, at whatever moment, and the next one ends well', async () => {
    const world = makeWorld()
    const slowly = { python3: pipDownload, 'g++': compile, node: computes }
    for (const [name, script] of Object.entries(slowly)) command(world, name, `sleep 0.04\n${script}`)
    for (let moment = 60; moment <= 420; moment += 40) {
      const { child, ended } = start(world)
      await wait(moment)
      child.kill('SIGKILL')
      await ended
      expectNoFalseClaim(world)
      fs.rmSync(targetOf(world), { recursive: true, force: true })
    }
    await expectGoodEnd(world)
  })

  it('never leaves what claims to be whole after any of its lines', async () => {
    for (const spoken of [1, 2, 3, 4, 5, 6]) {
      const world = makeWorld()
      const { child, lines, ended } = start(world)
      await expect.poll(() => lines.length, { interval: 2, timeout: 30_000 }).toBeGreaterThanOrEqual(spoken)
      child.kill('SIGKILL')
      await ended
      expectNoFalseClaim(world)
      await expectGoodEnd(world)
      expect(fs.readdirSync(enginesOf(world))).toEqual(['2.21.0-cpu'])
    }
  })

  it('leaves a whole download that the next one takes', async () => {
    const world = makeWorld()
    command(world, 'g++', 'kill -9 $PPID')
    const { child, ended } = start(world)
    await ended
    expect(child.signalCode).toBe('SIGKILL')
    expect(fs.readdirSync(enginesOf(world)).sort()).toEqual([expect.stringMatching(/^\.setting-up_/), 'downloads'])
    command(world, 'g++', compile)
    await expectGoodEnd(world)
    expect(logOf(world).filter(line => line === 'download')).toHaveLength(1)
    expect(fs.readdirSync(enginesOf(world))).toEqual(['2.21.0-cpu'])
  })
})

describe('two set-ups at once', () => {
  it('download once: the later one waits, says so, and takes what the earlier one made', async () => {
    const world = makeWorld()
    const hold = path.join(world.home, 'hold')
    fs.writeFileSync(hold, '')
    const first = start(world)
    await expect.poll(() => logOf(world), patient).toContain('download')
    const second = start(world)
    await expect.poll(() => second.lines.join(), patient)
      .toContain(`Another set-up of this engine is at work here (process ${first.child.pid}); waiting for it.`)
    fs.rmSync(hold)
    await Promise.all([first.ended, second.ended])
    expect([first.child.exitCode, second.child.exitCode]).toEqual([0, 0])
    expect(second.lines.at(-1)).toBe(`The engine is there: ${targetOf(world)}`)
    expect(logOf(world)).toEqual(['download', 'compile'])
    expect(fs.readdirSync(enginesOf(world))).toEqual(['2.21.0-cpu'])
  })

  it('both end well when the earlier one is killed', async () => {
    const world = makeWorld()
    const hold = path.join(world.home, 'hold')
    fs.writeFileSync(hold, '')
    const first = start(world)
    await expect.poll(() => logOf(world), patient).toContain('download')
    const second = start(world)
    await expect.poll(() => second.lines.join(), patient).toContain('waiting for it')
    first.child.kill('SIGKILL')
    fs.rmSync(hold)
    await second.ended
    expect(second.child.exitCode).toBe(0)
    await expectGoodEnd(world)
  })

  it('all end well when they start in the same moment', async () => {
    const world = makeWorld()
    const all = [start(world), start(world), start(world)]
    await Promise.all(all.map(({ ended }) => ended))
    const ends = all.map(({ child, lines }) => ({ code: child.exitCode, last: lines.at(-1) }))
    expect(ends).toMatchObject([{ code: 0 }, { code: 0 }, { code: 0 }])
    expectNoFalseClaim(world)
    expect(fs.readdirSync(enginesOf(world))).toEqual(['2.21.0-cpu'])
  })
})

describe('folders of set-ups that ended', () => {
  it('are removed, and those of living processes are not', async () => {
    const world = makeWorld()
    const living = `.setting-up_2.21.0-gpu_00000000000001_${process.pid}_abc`
    const ended = '.setting-up_2.21.0-cpu_00000000000001_999999999_abc'
    for (const name of [living, ended, 'something of the person']) fs.mkdirSync(path.join(enginesOf(world), name), { recursive: true })
    await expectGoodEnd(world)
    expect(fs.readdirSync(enginesOf(world)).sort()).toEqual([living, '2.21.0-cpu', 'something of the person'].sort())
  })

  it('are not waited for when their process number belongs to another by now', async () => {
    const world = makeWorld()
    fs.mkdirSync(path.join(enginesOf(world), `.setting-up_2.21.0-cpu_00000000000001_${process.pid}_abc`), { recursive: true })
    await expectGoodEnd(world)
  })
})
