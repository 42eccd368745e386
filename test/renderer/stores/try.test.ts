import { describe, expect, it } from 'vitest'
import { mapLayersOf, useTry } from '#renderer/stores/try'
import { useWeights } from '#renderer/stores/weights'
import { heatOn } from '#renderer/ui/heat'
import { presets } from '#shared/presets/index'
import { settled, storesOver } from '../helpers'

const picture = (number: number) => ({ picture: { from: 'data' as const, data: 'cifar-10', split: 'test' as const, number }, truth: 'cat' })
async function opened() {
  const { use } = storesOver()
  const [weights, trial] = [use(useWeights), use(useTry)]
  await settled()
  return { weights, trial }
}

describe('trying a picture', () => {
  it('gives answers, what explains the first of them, and the maps of a layer', async () => {
    const { trial } = await opened()
    await trial.ask(picture(13))
    expect(trial.answer?.answers[0]).toMatchObject({ name: 'cat', class: 3 })
    expect(trial.heat).toMatchObject({ height: 8, width: 8 })
    expect(trial.maps?.channels.length).toBeGreaterThan(0)
    expect(trial.busy).toBe(false)
  })

  it('explains the class that is clicked', async () => {
    const { trial } = await opened()
    await trial.ask(picture(13))
    await trial.explain(5)
    expect(trial.explained).toBe(5)
  })

  it('remembers what was asked before, each picture once and the newest first', async () => {
    const { trial } = await opened()
    const [a, b] = [picture(1), picture(2)]
    for (const asked of [a, b, a]) await trial.ask(asked)
    expect(trial.before.map(({ asked }) => asked)).toEqual([b])
  })

  it('does not count the picture that is shown among those before it', async () => {
    const { trial, weights } = await opened()
    await trial.ask(picture(13))
    weights.choose('run-12/best')
    await settled()
    expect(trial.before).toEqual([])
  })

  it('keeps only the answer to the picture that was asked last', async () => {
    const { trial } = await opened()
    await Promise.all([trial.ask(picture(1)), trial.ask(picture(2))])
    expect(trial.answer?.asked).toEqual(picture(2))
    expect(trial.busy).toBe(false)
  })

  it('looks for neighbours once it was told to prepare, and then for every picture', async () => {
    const { trial } = await opened()
    await trial.ask(picture(1))
    expect(trial.nearest).toBeUndefined()
    trial.prepareNearest()
    await settled()
    expect(trial.nearest?.neighbours).toHaveLength(24)
    await trial.ask(picture(2))
    expect(trial.nearest?.neighbours).toHaveLength(24)
  })

  it('asks about the same picture again when other weights are chosen', async () => {
    const { trial, weights } = await opened()
    await trial.ask(picture(13))
    const before = trial.answer
    weights.choose('run-12/best')
    await settled()
    expect(trial.answer).not.toBe(before)
    expect(trial.answer?.asked).toEqual(before?.asked)
  })

  it('offers the layers that give maps, and none that gives plain numbers', () => {
    const layers = mapLayersOf(presets['vgg16-bn'].build(32, 10))
    expect(layers[0]).toMatchObject({ name: 'features.0', shape: [64, 32, 32] })
    expect(layers.some(({ category }) => category === 'dense' || category === 'input')).toBe(false)
  })
})

it('colours heat from one end of the scale to the other', () => {
  const stops = [[0, 0, 0], [100, 50, 0], [255, 255, 255]] as const
  expect([0, 0.25, 1, 7].map((heat) => heatOn(stops, heat))).toEqual([[0, 0, 0], [50, 25, 0], [255, 255, 255], [255, 255, 255]])
})
