import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseDevice } from '#electron/engine/setup/device'
import { spoken } from '#shared/base/phrase'
import { findGraphics } from '#electron/engine/setup/graphics'
import { asProblem, type StudioProblem } from '#shared/base/problem'
import { command, makeWorld } from './makeWorld'
import { enginesOf, outsideOf, type World } from './world'

const card = 'echo "NVIDIA RTX 4090, 550.54.14"\n'

/** Puts a whole engine of this kind where installed ones lie. */
function addEngine(world: World, kind: 'cpu' | 'gpu', folder = path.join(enginesOf(world), `2.21.0-${kind}`)): string {
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'tfjs_binding.node'), '123')
  fs.writeFileSync(path.join(folder, 'engine.json'),
    JSON.stringify({ version: '2.21.0', kind, platform: 'linux', arch: 'x64', files: { 'tfjs_binding.node': 3 } }))
  return folder
}

async function problemOf(work: Promise<unknown>): Promise<StudioProblem> {
  return work.then(() => { throw new Error('It went well.') }, asProblem)
}

describe('auto', () => {
  it('takes the GPU when there is a card with a driver and an engine for it', async () => {
    const world = makeWorld()
    addEngine(world, 'cpu')
    const folder = addEngine(world, 'gpu')
    command(world, 'nvidia-smi', card)
    expect(await chooseDevice('auto', outsideOf(world))).toEqual({
      engine: expect.objectContaining({ folder, kind: 'gpu' }) as unknown, device: 'gpu',
      environment: { TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true' },
      why: 'Using the GPU, NVIDIA RTX 4090 (driver 550.54.14): it is there with an engine for it.',
    })
  })

  it('takes the processor when there is a card but no engine for it, and says how to get one', async () => {
    const world = makeWorld()
    addEngine(world, 'cpu')
    command(world, 'nvidia-smi', card)
    expect(await chooseDevice('auto', outsideOf(world))).toMatchObject({
      device: 'cpu', environment: { CUDA_VISIBLE_DEVICES: '-1', TF_CPP_MIN_LOG_LEVEL: '2' },
      why: 'Using the processor: NVIDIA RTX 4090 is there, but no engine for it; npm run engine -- --gpu installs one.',
    })
  })

  it('takes the processor with the GPU engine when there is no card and no other engine', async () => {
    const world = makeWorld()
    addEngine(world, 'gpu')
    expect(await chooseDevice('auto', outsideOf(world))).toMatchObject({
      engine: { kind: 'gpu' }, device: 'cpu', environment: { CUDA_VISIBLE_DEVICES: '-1' },
      why: 'Using the processor: no NVIDIA card with a driver was found.',
    })
  })

  it('says how to get an engine when there is none', async () => {
    const world = makeWorld()
    expect(await problemOf(chooseDevice('auto', outsideOf(world)))).toMatchObject({
      code: 'engineMissing', hint: 'Set one up with: npm run engine',
      sentence: `There is no engine to train with on this computer yet; it would be in ${enginesOf(world)}.`,
    })
  })
})

describe('cpu', () => {
  it('keeps TensorFlow from a GPU that is there', async () => {
    const world = makeWorld()
    addEngine(world, 'gpu')
    command(world, 'nvidia-smi', card)
    expect(await chooseDevice('cpu', outsideOf(world))).toMatchObject({
      device: 'cpu', environment: { CUDA_VISIBLE_DEVICES: '-1' }, why: 'Using the processor: it was asked for.',
    })
  })

  it('takes the engine that comes with the app before the installed one', async () => {
    const world = makeWorld()
    addEngine(world, 'cpu')
    const folder = addEngine(world, 'cpu', path.join(world.home, 'app/engine'))
    expect((await chooseDevice('cpu', outsideOf(world), folder)).engine).toMatchObject({ folder, origin: 'bundled' })
  })
})

describe('gpu', () => {
  it('is refused without a card', async () => {
    const world = makeWorld()
    addEngine(world, 'gpu')
    expect(await problemOf(chooseDevice('gpu', outsideOf(world)))).toMatchObject({
      code: 'gpuMissing', sentence: 'No GPU can be used: no NVIDIA card with a driver was found.',
    })
  })

  it('is refused without an engine for it, with the command that installs one', async () => {
    const world = makeWorld()
    addEngine(world, 'cpu')
    command(world, 'nvidia-smi', card)
    const { code, hint } = await problemOf(chooseDevice('gpu', outsideOf(world)))
    expect(code).toBe('gpuEngineMissing')
    expect(hint).toContain('npm run engine -- --gpu')
  })

  it('is refused when the named engine is one for the processor', async () => {
    const world = makeWorld()
    const folder = addEngine(world, 'cpu')
    command(world, 'nvidia-smi', card)
    const outside = outsideOf(world, { environment: { VGG_STUDIO_ENGINE: folder } })
    expect(await problemOf(chooseDevice('gpu', outside))).toMatchObject({
      code: 'gpuEngineNotNamed',
      sentence: `The engine that VGG_STUDIO_ENGINE names, ${folder}, is made for the processor and cannot use a GPU.`,
    })
  })
})

describe('a card', () => {
  const reasonIn = async (world: Parameters<typeof outsideOf>[0]) => {
    const found = await findGraphics(outsideOf(world))
    return 'reason' in found ? spoken(found.reason) : undefined
  }

  it('is not usable with a driver that is too old', async () => {
    const world = makeWorld()
    command(world, 'nvidia-smi', 'echo "Tesla K80, 470.82.01"')
    expect(await reasonIn(world)).toBe('the driver of Tesla K80, 470.82.01, is older than the 525 that CUDA 12 needs')
  })

  it('is not usable when nvidia-smi finds no driver, whose words are passed on', async () => {
    const world = makeWorld()
    command(world, 'nvidia-smi', 'echo "NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver."; exit 9')
    expect(await reasonIn(world)).toBe('nvidia-smi finds no working card ("NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver")')
  })

  it.each([
    ['NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023', '535.104.05'],
    ['NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.124.06  Release Build', '570.124.06'],
  ])('is found by its driver\'s files where nvidia-smi is missing: %s', async (version, driver) => {
    const files: Readonly<Record<string, string>> = {
      '/proc/driver/nvidia/version': version, '/proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA H100\nIRQ: 1\n',
    }
    const folders: Readonly<Record<string, string[]>> = { '/proc/driver/nvidia/gpus': ['0000:01:00.0'], '/dev': ['null', 'nvidiactl'] }
    const outside = outsideOf(makeWorld(), { read: file => files[file], list: folder => folders[folder] ?? [] })
    expect(await findGraphics(outside)).toEqual({ card: 'NVIDIA H100', driver })
    // A container that was not given the card still sees the driver's files.
    expect(await findGraphics({ ...outside, list: folder => folder === '/dev' ? [] : folders[folder] ?? [] })).toHaveProperty('reason')
  })
})
