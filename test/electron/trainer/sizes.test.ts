import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { estimate } from '#electron/trainer/estimate'
import { findRate } from '#electron/trainer/findRate'
import { train } from '#electron/trainer/train'
import type { TrainerEvent } from '#shared/contract/trainer'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'
import { hosting } from '../../helpers/hosting'
import { temporaryFolder } from '../../helpers/studio'

const graph = chain('sized', [
  ['input', 'input', { channels: 3, height: 32, width: 32 }],
  ['conv', 'conv2d', { filters: 4 }], ['norm', 'batchNorm'], ['relu', 'relu'], ['pool', 'maxPool'], ['last', 'globalMaxPool'], ['flatten', 'flatten'], ['out', 'dense', { units: 10 }],
])
/** A size, another one while a layer rests, and whole pictures. */
const plan: Plan = {
  ...defaultPlan, epochs: 4, batch: 16, learningRate: 0.02, average: 0.5, mixing: { kind: 'cutmix', alpha: 1 }, freeze: [{ layers: ['conv'], from: 2, to: 3 }],
  sizes: [{ size: [12, 12], from: 1, to: 2 }, { size: [20, 16], from: 3, to: 3 }],
}

/** What must not depend on when a run was stopped. */
async function kept(run: string) {
  const lines = (await readFile(join(run, 'metrics.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  const [last] = (await readdir(join(run, 'checkpoints'))).sort((a, b) => Number(b) - Number(a))
  const file = (name: string) => readFile(join(run, 'checkpoints', last!, name), 'base64')
  return {
    metrics: lines.filter(({ t }) => t !== 'event').map(({ seconds: _seconds, imagesPerSecond: _speed, ...line }) => line),
    weights: await file('weights.safetensors'), state: await file('state.safetensors'),
  }
}

describe('a run with pictures of several sizes', () => {
  const job = { kind: 'train', data: 'shapes:160', graph, plan, test: false } as const

  it('goes on bit for bit from the middle of each size and from between two', async () => {
    await using folder = await temporaryFolder()
    const whole = join(folder.path, 'whole')
    const { host, told } = hosting()
    await train({ ...job, run: whole }, host)
    const wanted = await kept(whole)
    const steps = told.filter((event) => event.type === 'step')
    expect(steps).toHaveLength(36)
    expect(steps.every(({ secondsLeft }) => secondsLeft >= 0)).toBe(true)

    for (const at of [4, 18, 22, 30]) {
      const run = join(folder.path, `stopped-${at}`)
      await train({ ...job, run }, hosting((event, wishes) => event.type === 'step' && event.figures.step === at && wishes.say({ stop: true })).host)
      await train({ kind: 'resume', run, test: false }, hosting().host)
      expect(await kept(run), `stopped after step ${at}`).toEqual(wanted)
    }
  })

  it('does not go on by another plan, and goes on when it is put back', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    await train({ ...job, run }, hosting((event, wishes) => event.type === 'step' && event.figures.step === 12 && wishes.say({ stop: true })).host)
    const file = join(run, 'run.json')
    const before = await readFile(file, 'utf8')
    const changed = (change: Partial<Plan>) => {
      const record = JSON.parse(before) as { plan: Plan }
      return writeFile(file, JSON.stringify({ ...record, plan: { ...record.plan, ...change } }))
    }
    const changes: [string, Partial<Plan>][] = [['sizes', { sizes: [] }], ['batch', { batch: 20 }], ['learningRate', { learningRate: 0.3 }]]
    for (const [setting, change] of changes) {
      await changed(change)
      await expect(train({ kind: 'resume', run, test: false }, hosting().host)).rejects.toThrow(`The plan in ${run} is not the one by which the run came to its checkpoint: ${setting} is another.`)
    }
    await changed({})
    await train({ kind: 'resume', run, epochs: 5, test: false }, hosting().host)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ state: 'finished', last: { step: 45 } })
  })

  it('is timed in every kind of step that its epochs have', async () => {
    const { host, told } = hosting()
    await estimate({ kind: 'estimate', data: 'shapes:160', graph, plan }, host)
    expect(told.at(-2)).toMatchObject({ type: 'estimated', device: 'cpu', secondsPerEpoch: expect.any(Number) as number })
    expect(told.at(-1)).toEqual({ type: 'done', how: 'finished' })
    const { imagesPerSecond, secondsPerEpoch } = told.at(-2) as Extract<TrainerEvent, { type: 'estimated' }>
    expect(imagesPerSecond * secondsPerEpoch).toBeCloseTo(140, 6)
  })

  it('looks for a learning rate in the size of the first epoch, however many it takes', async () => {
    const { host, told } = hosting()
    await findRate({ kind: 'findRate', data: 'shapes:160', graph, plan, lowest: 1e-4, highest: 1e-3, steps: 30 }, host)
    expect(told.filter(({ type }) => type === 'swept')).toHaveLength(30)
    expect(told.at(-2)).toMatchObject({ type: 'rateFound', diverged: false })
  })

  it('is refused in every way, before anything is written, where the network cannot take a size', async () => {
    await using folder = await temporaryFolder()
    const tooSmall: Plan = { ...plan, sizes: [{ size: [1, 12], from: 3, to: 3 }] }
    const refused = expect.objectContaining({ code: 'sizeEmpties', sentence: 'The plan shrinks pictures to 1 × 12, and at that size nothing is left of them at pool.' }) as Error
    const subject = { data: 'shapes:160', graph, plan: tooSmall }
    const run = join(folder.path, 'run')
    await expect(train({ kind: 'train', run, ...subject, test: false }, hosting().host)).rejects.toThrow(refused)
    await expect(estimate({ kind: 'estimate', ...subject }, hosting().host)).rejects.toThrow(refused)
    await expect(findRate({ kind: 'findRate', ...subject, lowest: 1e-4, highest: 1, steps: 10 }, hosting().host)).rejects.toThrow(refused)
    expect(await readdir(folder.path)).toEqual([])
  })
})
