import { describe, expect, it } from 'vitest'
import { useDesk } from '#renderer/stores/desk'
import { useSweep, valuesOf } from '#renderer/stores/sweep'
import { settled, storesOver } from '../helpers'

describe('a sweep', () => {
  it('reads numbers with whatever stands between them, each once', () => {
    expect(valuesOf('0.01, 1e-3;0.1  0.1')).toEqual([0.01, 0.001, 0.1])
    expect(valuesOf('0.1, much')).toBeUndefined()
    expect(valuesOf(' ')).toBeUndefined()
  })

  it('counts its runs, starts none while something is no number, and shows the best of them first', async () => {
    const { use, asked } = storesOver()
    const [desk, sweep] = [use(useDesk), use(useSweep)]
    await desk.open()
    await settled()
    expect(sweep.results.tag).toBeUndefined()
    sweep.add()
    sweep.change(1, { text: 'many' })
    expect(sweep.count).toBe(0)
    await sweep.start()
    expect(asked.some(({ name }) => name === 'sweep')).toBe(false)
    sweep.change(1, { text: '64 128' })
    expect(sweep.count).toBe(6)
    await sweep.start()
    await settled()
    expect(asked.find(({ name }) => name === 'sweep')?.input).toMatchObject({ axes: [{ setting: 'learningRate', values: [0.01, 0.03, 0.1] }, { setting: 'batch', values: [64, 128] }] })
    expect(sweep.results.differing).toEqual(['learningRate'])
    expect(sweep.results.runs.map(({ best }) => best?.accuracy)).toEqual([0.72, 0.71, 0.7])
  })

  it('offers only settings that the optimizer of the plan has', async () => {
    const { use } = storesOver()
    const [desk, sweep] = [use(useDesk), use(useSweep)]
    await desk.open()
    expect(sweep.offered).toContain('optimizer.momentum')
    desk.changePlan({ optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 } }, 'optimizer')
    expect(sweep.offered).not.toContain('optimizer.momentum')
  })
})
