import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { placesIn, useEvaluation } from '#renderer/stores/evaluation'
import { useWeights } from '#renderer/stores/weights'
import { runs, summaryOf } from '../fake/runs'
import { settled, storesOver } from '../helpers'

async function opened(beginning: Parameters<typeof storesOver>[0] = {}) {
  const { use } = storesOver(beginning)
  const [weights, evaluation] = [use(useWeights), use(useEvaluation)]
  await settled()
  return { weights, evaluation }
}

describe('which weights are asked', () => {
  it('are those of the newest finished run, although another is training', async () => {
    const { weights } = await opened()
    expect(weights.chosen?.key).toBe('run-13/best')
    expect(weights.data).toBe('cifar-10')
  })

  it('can be the last instead of the best, and another run', async () => {
    const { weights } = await opened({ runs: [...runs, summaryOf(20, 'finished', { last: { step: 10, epoch: 1 } })] })
    expect(weights.all.map(({ label }) => label)).toContain('Run 20, last')
    weights.choose('run-12/best')
    expect(weights.chosen?.weights).toEqual({ from: 'run', id: 'run-12', which: 'best' })
  })

  it('are none while no run has saved any', async () => {
    const { best: _best, ...fresh } = summaryOf(1, 'queued')
    expect((await opened({ runs: [fresh] })).weights.chosen).toBeUndefined()
  })
})

describe('an evaluation', () => {
  it('is made when it is asked for, and is there at once when the same is chosen again', async () => {
    const { evaluation } = await opened()
    expect(evaluation.evaluation).toBeUndefined()
    evaluation.ask()
    expect(evaluation.progress).toEqual({ done: 0, of: 0 })
    await settled()
    expect(evaluation.progress).toBeUndefined()
    const first = evaluation.evaluation
    expect(first?.count).toBe(10_000)
    evaluation.split = 'validation'
    await nextTick()
    expect(evaluation.evaluation).toBeUndefined()
    evaluation.split = 'test'
    expect(evaluation.evaluation).toBe(first)
    evaluation.views = 'shifts'
    await nextTick()
    expect(evaluation.evaluation, 'other views are another evaluation').toBeUndefined()
    evaluation.views = 'none'
    expect(evaluation.evaluation).toBe(first)
  })

  it('forgets the chosen cell when something else is chosen', async () => {
    const { evaluation, weights } = await opened()
    evaluation.ask()
    await settled()
    evaluation.choose({ truth: 3, answer: 4 }, 13)
    weights.choose('run-12/best')
    await nextTick()
    expect([evaluation.cell, evaluation.picture]).toEqual([undefined, undefined])
  })

  it('has in each cell as many pictures as the matrix says, the surest first', async () => {
    const { evaluation } = await opened()
    evaluation.ask()
    await settled()
    const is = evaluation.evaluation!
    const places = placesIn(is, { truth: 3, answer: 4 })
    expect(places).toHaveLength(is.confusion[3]![4]!)
    expect(places.length).toBeGreaterThan(1)
    const sure = places.map((place) => is.confidence[place]!)
    expect(sure).toEqual([...sure].sort((a, b) => b - a))
    expect(places.every((place) => is.truth[place] === 3 && is.answers[place] === 4)).toBe(true)
  })
})
