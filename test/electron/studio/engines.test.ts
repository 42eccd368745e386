import { installEngine } from '#electron/engine/setup/install'
import { removeEngine } from '#electron/engine/setup/remove'
import { Engines } from '#electron/studio/engines'
import type { Install } from '#electron/studio/installer'
import type { EngineInfo } from '#shared/contract/engine'
import fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { command, makeWorld } from '../engine/setup/makeWorld'
import { left, setUp } from '../engine/setup/setUp'
import { enginesOf, outsideOf, type World } from '../engine/setup/world'

/** Sets up in this process, as the process of its own does. */
const installed = (world: World): Install => (kind, tell) => {
  const stop = new AbortController()
  const pin = { ...world.pin, kind }
  const done = installEngine({ pin, force: false, outside: outsideOf(world), signal: stop.signal, tell: { line: () => undefined, progress: (_words, stage) => stage && tell(stage) } })
  return {
    done: done.then(() => undefined),
    async stop() {
      stop.abort()
      await done.catch(() => undefined)
    },
  }
}

function enginesIn(world: World, { busy = false, bundled, changes = {} }: { busy?: boolean; bundled?: string; changes?: Parameters<typeof outsideOf>[1] } = {}) {
  const told: EngineInfo[][] = []
  let changed = 0
  const engines = new Engines({ outside: outsideOf(world, changes), bundled, pins: [world.pin, { ...world.pin, kind: 'gpu' }], install: installed(world), inUse: () => busy, changed: () => changed++ })
  engines.changes.add((now) => told.push(now))
  const cpu = () => told.at(-1)?.find(({ kind }) => kind === 'cpu')
  return { engines, told, cpu, changed: () => changed }
}

describe('the engines of a computer', () => {
  it('are told with what getting one takes, and one without a card with the reason', async () => {
    const world = makeWorld()
    const [cpu, gpu] = await enginesIn(world).engines.look()
    expect(cpu).toEqual({ kind: 'cpu', state: 'absent', removable: false, downloadBytes: world.pin.wheels[0]!.bytes, spaceBytes: 1_000_000, diskBytes: 0 })
    expect(gpu).toMatchObject({ kind: 'gpu', state: 'impossible', why: { code: 'gpuMissing', sentence: 'No GPU can be used: no NVIDIA card with a driver was found.' } })
    await expect(enginesIn(world).engines.get('gpu')).rejects.toMatchObject({ code: 'gpuMissing' })
  })

  it('offer one for a card that is there', async () => {
    const world = makeWorld()
    command(world, 'nvidia-smi', 'echo "NVIDIA H100, 550.1"')
    expect((await enginesIn(world).engines.look())[1]).toMatchObject({ kind: 'gpu', state: 'absent', downloadBytes: world.pin.wheels[0]!.bytes })
  })

  it('cannot be had from an app that is packed without what they are built from', async () => {
    const world = makeWorld()
    fs.rmSync(world.packages, { recursive: true })
    const { engines } = enginesIn(world)
    expect((await engines.look())[0]).toMatchObject({ state: 'impossible', why: { sentence: 'This app is packed without what an engine is built from.' } })
  })

  it('can be had for a card from an app that is packed with one', async () => {
    const world = makeWorld()
    command(world, 'nvidia-smi', 'echo "NVIDIA H100, 550.1"')
    const bundled = join(world.home, 'app')
    fs.renameSync((await setUp(world)).folder, bundled)
    fs.rmSync(world.packages, { recursive: true })
    const [cpu, gpu] = await enginesIn(world, { bundled }).engines.look()
    expect(cpu).toMatchObject({ state: 'ready', removable: false })
    expect(gpu).toMatchObject({ state: 'absent', downloadBytes: world.pin.wheels[0]!.bytes })
  })

  it('are got stage by stage, with bytes and all, and then removed again', async () => {
    const world = makeWorld()
    const { engines, told, cpu, changed } = enginesIn(world)
    await engines.get('cpu')
    expect(cpu()?.state).toBe('getting')
    await expect.poll(() => cpu()?.state, { timeout: 20_000 }).toBe('ready')
    const stages = told.map((all) => all[0]!.stage).filter((stage) => stage !== undefined)
    expect([...new Set(stages.map(({ doing }) => doing))]).toEqual(['download', 'check', 'unpack', 'build', 'try'])
    expect(stages.find(({ doing, done }) => doing === 'check' && done)).toMatchObject({ of: world.pin.wheels[0]!.bytes })
    expect(cpu()).toMatchObject({ removable: true, diskBytes: 60_000 * 2 + 2_000 * 2 + 'a binding'.length })
    expect(changed()).toBe(1)
    await engines.remove('cpu')
    expect(cpu()).toMatchObject({ state: 'absent', removable: false })
    expect(left(world)).toEqual([])
    expect(changed()).toBe(2)
  })

  it('leave nothing half-made when they are given up, and can be had afterwards', async () => {
    const world = makeWorld()
    fs.writeFileSync(join(world.home, 'hold'), '')
    const { engines, cpu, told, changed } = enginesIn(world)
    await engines.get('cpu')
    await expect.poll(() => cpu()?.stage?.done, { timeout: 20_000 }).toBe(50_000)
    await expect(engines.remove('cpu')).rejects.toMatchObject({ code: 'engineSetUpBusy' })
    await expect(engines.get('cpu')).rejects.toMatchObject({ code: 'engineSetUpBusy', sentence: 'An engine is being set up already.' })
    await engines.cancel()
    expect(left(world)).toEqual([])
    await expect.poll(() => cpu()?.state).toBe('absent')
    expect(cpu()?.problem).toBeUndefined()
    expect(changed()).toBe(0)
    fs.rmSync(join(world.home, 'hold'))
    await engines.get('cpu')
    await expect.poll(() => cpu()?.state, { timeout: 20_000 }).toBe('ready')
    expect(told.length).toBeGreaterThan(4)
  })

  it('say what of one was downloaded and is kept, and let that be removed too', async () => {
    const world = makeWorld()
    command(world, 'nvidia-smi', 'echo "NVIDIA H100, 550.1"')
    const { engines, told } = enginesIn(world)
    const wheel = world.pin.wheels[0]!
    const downloads = join(enginesOf(world), 'downloads')
    fs.mkdirSync(downloads, { recursive: true })
    fs.writeFileSync(join(downloads, wheel.file), new Uint8Array(wheel.bytes))
    expect((await engines.look())[1]).toMatchObject({ kind: 'gpu', state: 'absent', removable: true, diskBytes: wheel.bytes, downloadBytes: wheel.bytes })
    await engines.remove('gpu')
    expect(told.at(-1)![1]).toMatchObject({ state: 'absent', removable: false, diskBytes: 0 })
    expect(left(world)).toEqual([])
  })

  it('say what kept one from being set up, until it is tried again', async () => {
    const world = makeWorld()
    fs.rmSync(join(world.commands, 'python3'))
    const { engines, cpu } = enginesIn(world)
    await engines.get('cpu')
    await expect.poll(() => cpu()?.problem).toMatchObject({ code: 'pythonMissing', sentence: 'Python, with which TensorFlow is downloaded, was not found.' })
    expect(cpu()?.state).toBe('absent')
  })

  it('are not taken from under a run', async () => {
    const world = makeWorld()
    await setUp(world)
    const { engines } = enginesIn(world, { busy: true })
    await expect(engines.remove('cpu')).rejects.toMatchObject({ code: 'engineInUse', sentence: 'A network is being trained, perhaps by this engine.' })
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('that are named by the environment are ready, and not for removal', async () => {
    const world = makeWorld()
    const { folder } = await setUp(world)
    const elsewhere = join(world.home, 'elsewhere')
    fs.renameSync(folder, elsewhere)
    const { engines } = enginesIn(world, { changes: { environment: { VGG_STUDIO_ENGINE: elsewhere } } })
    expect((await engines.look())[0]).toMatchObject({ state: 'ready', removable: false })
  })

  it('are swept of what a killed set-up left, when somebody looks', async () => {
    const world = makeWorld()
    const dead = join(enginesOf(world), '.setting-up_2.21.0-cpu_00000000000001_999999999_abc')
    fs.mkdirSync(dead, { recursive: true })
    await enginesIn(world).engines.look()
    expect(fs.existsSync(dead)).toBe(false)
  })
})

it('an engine that is not there is removed without a fault', async () => {
  const world = makeWorld()
  await removeEngine('cpu', outsideOf(world))
  expect(left(world)).toEqual([])
})
