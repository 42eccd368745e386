import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Engine, Program } from '#electron/engine/engine'
import { realOutside, type Outside } from '#electron/engine/setup/outside'
import type { Host } from '#electron/trainer/host'
import { settled } from '#electron/trainer/precision'
import { Wishes } from '#electron/trainer/wishes'
import { line } from '#shared/base/problem'
import type { TrainerEvent } from '#shared/contract/trainer'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { temporaryFolder } from '../../helpers/studio'

const graph = presets['vgg16-bn-small'].build(32, 10)
const images = { height: 32, width: 32, channels: 3, mean: [0, 0, 0], deviation: [1, 1, 1] }
const plan: Plan = { ...defaultPlan, precision: 'auto' }

let clock = 0
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => clock))
afterEach(() => void vi.restoreAllMocks())

/** An engine that takes so many milliseconds for a step in each precision, and what it was asked for. */
function engineTaking(times: Record<'float32' | 'bfloat16', number>) {
  const compiled: Plan[] = []
  let alive = 0
  const compile: Engine['compile'] = async (_graph, wanted) => {
    compiled.push(wanted)
    expect(++alive, 'programs in memory').toBe(1)
    const step: Program['step'] = () => {
      clock += times[wanted.precision as keyof typeof times]
      return { loss: 1, correct: 0 }
    }
    return { step, dispose: () => alive-- } as unknown as Program
  }
  return { engine: { name: 'pretended', version: '1', compile } as unknown as Host['engine'], compiled }
}

/** A job on that engine, and the sentences that it told. */
function hostOn(engine: Host['engine'], device: 'cpu' | 'gpu' = 'cpu', stopping = false) {
  const told: TrainerEvent[] = []
  const host: Host = { engine, device, wishes: new Wishes(), batchProgram: '', emit: (event) => told.push(event), stopping: async () => stopping }
  return { host, notes: () => told.flatMap((event) => (event.type === 'note' ? [line(event.text)] : [])) }
}

/** A computer with Linux whose processor has these flags, and whose person has the library in this folder. */
function computer(library: string, flags = 'fpu avx2 avx512f avx512_bf16'): Outside {
  const read = (file: string) => (file === '/proc/cpuinfo' ? `flags\t\t: ${flags}\n` : undefined)
  return { ...realOutside(), platform: 'linux', read, environment: { VGG_STUDIO_LIBRARY: library } }
}

describe('a precision that the plan leaves open', () => {
  it('becomes bfloat16 where its steps are faster, which is said with how much', async () => {
    await using folder = await temporaryFolder()
    const { engine, compiled } = engineTaking({ float32: 30, bfloat16: 10 })
    const { host, notes } = hostOn(engine)
    expect(await settled({ graph, plan, images }, host, computer(folder.path))).toEqual({ ...plan, precision: 'bfloat16' })
    expect(notes()).toEqual(['Computing in bfloat16: here bfloat16 is 3.0 × as fast as float32 for this network.'])
    expect(compiled.map(({ precision }) => precision)).toEqual(['float32', 'bfloat16'])
  })

  it('is tried in the network\'s own size, whatever the plan shrinks pictures to, and the plan keeps its sizes', async () => {
    await using folder = await temporaryFolder()
    const { engine, compiled } = engineTaking({ float32: 30, bfloat16: 10 })
    const shrinking: Plan = { ...plan, sizes: [{ size: [24, 24], from: 1, to: 2 }] }
    expect(await settled({ graph, plan: shrinking, images }, hostOn(engine).host, computer(folder.path))).toEqual({ ...shrinking, precision: 'bfloat16' })
    expect(compiled.map(({ sizes }) => sizes)).toEqual([[], []])
  })

  it('becomes float32 where bfloat16 is no faster', async () => {
    await using folder = await temporaryFolder()
    const { host, notes } = hostOn(engineTaking({ float32: 10, bfloat16: 30 }).engine)
    expect(await settled({ graph, plan, images }, host, computer(folder.path))).toMatchObject({ precision: 'float32' })
    expect(notes()).toEqual(['Computing in float32: here bfloat16 is 0.3 × as fast as float32 for this network.'])
  })

  it('is known the next time for the same network and batch, and tried anew for others', async () => {
    await using folder = await temporaryFolder()
    const outside = computer(folder.path)
    await settled({ graph, plan, images }, hostOn(engineTaking({ float32: 30, bfloat16: 10 }).engine).host, outside)
    const { engine, compiled } = engineTaking({ float32: 10, bfloat16: 30 })
    const { host } = hostOn(engine)
    expect(await settled({ graph, plan: { ...plan, seed: 7 }, images }, host, outside)).toMatchObject({ precision: 'bfloat16', seed: 7 })
    expect(compiled).toEqual([])
    expect(await settled({ graph, plan: { ...plan, batch: 64 }, images }, host, outside)).toMatchObject({ precision: 'float32' })
    expect(await settled({ graph: presets['lenet-5'].build(32, 10), plan, images }, host, outside)).toMatchObject({ precision: 'float32' })
    expect(await settled({ graph, plan, images }, host, outside), 'none was forgotten').toMatchObject({ precision: 'bfloat16' })
  })

  it('is tried again where what was kept is damaged', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'precisions.json'), '[["half')
    const { engine, compiled } = engineTaking({ float32: 30, bfloat16: 10 })
    expect(await settled({ graph, plan, images }, hostOn(engine).host, computer(folder.path))).toMatchObject({ precision: 'bfloat16' })
    expect(compiled).toHaveLength(2)
    expect(JSON.parse(await readFile(join(folder.path, 'precisions.json'), 'utf8'))).toHaveLength(1)
  })

  it.each([
    ['cpu', 'fpu avx2 avx512f', 'Computing in float32: the processor has no instructions for bfloat16.'],
    ['gpu', 'avx512_bf16', 'Computing in float32: which precision is fast is only known of processors.'],
  ] as const)('is float32 without a trial on a %s with %s', async (device, flags, why) => {
    await using folder = await temporaryFolder()
    const { engine, compiled } = engineTaking({ float32: 1, bfloat16: 1 })
    const { host, notes } = hostOn(engine, device)
    expect(await settled({ graph, plan, images }, host, computer(folder.path, flags))).toMatchObject({ precision: 'float32' })
    expect(notes()).toEqual([why])
    expect(compiled).toEqual([])
  })

  it('stays open when the trial is stopped', async () => {
    await using folder = await temporaryFolder()
    const { host, notes } = hostOn(engineTaking({ float32: 1, bfloat16: 1 }).engine, 'cpu', true)
    expect(await settled({ graph, plan, images }, host, computer(folder.path))).toEqual(plan)
    expect(notes()).toEqual([])
  })
})

describe('a precision that the plan names', () => {
  it.each(['float32', 'bfloat16'] as const)('stays %s without a word', async (precision) => {
    await using folder = await temporaryFolder()
    const { engine, compiled } = engineTaking({ float32: 1, bfloat16: 1 })
    const { host, notes } = hostOn(engine)
    expect(await settled({ graph, plan: { ...plan, precision }, images }, host, computer(folder.path))).toEqual({ ...plan, precision })
    expect([notes(), compiled]).toEqual([[], []])
  })
})
