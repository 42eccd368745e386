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

  it('takes a range as values between its ends: even in their logarithms where they are far apart, whole between whole numbers', () => {
    const rates = valuesOf('0.001..0.1')!
    expect(rates).toHaveLength(25)
    expect([rates[0], rates[12], rates[24]]).toEqual([0.001, 0.01, 0.1])
    expect(valuesOf('1 .. 4')).toEqual([1, 2, 3, 4])
    expect(valuesOf('0…0.8')).toContain(0.4)
    expect(valuesOf('0.1..')).toBeUndefined()
    expect(valuesOf('1..2..3')).toBeUndefined()
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

  it('draws as many combinations as are asked for, and no more than there are', async () => {
    const { use, asked } = storesOver()
    const [desk, sweep] = [use(useDesk), use(useSweep)]
    await desk.open()
    await settled()
    sweep.drawn = 'some'
    expect(sweep.count).toBe(0)
    sweep.drawn = '40'
    expect(sweep.count).toBe(3)
    sweep.drawn = '2'
    expect(sweep.count).toBe(2)
    await sweep.start()
    expect(asked.find(({ name }) => name === 'sweep')?.input).toMatchObject({ draws: 2 })
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
