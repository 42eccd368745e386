import { expect, it } from 'vitest'
import { useDesk } from '#renderer/stores/desk'
import { useHints } from '#renderer/stores/hints'
import { useRuns } from '#renderer/stores/runs'
import { fixInWords, hintInWords } from '#renderer/places/train/hintInWords'
import { settled, storesOver } from '../helpers'
import { summaryOf } from '../fake/runs'

async function stuckRun(state: 'running' | 'stopped') {
  const plan = { ...summaryOf(1, 'running').plan, learningRate: 1 }
  const stores = storesOver({ runs: [summaryOf(21, state, { plan, epochs: { done: 6, of: 30 } })] })
  const [desk, runs, hints] = [stores.use(useDesk), stores.use(useRuns), stores.use(useHints)]
  await desk.open()
  await settled()
  return { ...stores, desk, runs, hints }
}

it('finds nothing in a run that goes well', async () => {
  const { use } = storesOver()
  const hints = use(useHints)
  await settled()
  expect(use(useRuns).looked?.id).toBe('run-14')
  expect(hints.hint).toBeUndefined()
})

it("says what a run's figures show, with its numbers", async () => {
  const { hints } = await stuckRun('running')
  const { title, why } = hintInWords(hints.hint!)
  expect(title).toBe('It is not learning')
  expect(why).toMatch(/^The loss has stayed at 2\.30\d for 4\.5 epochs, and ln 10 is 2\.303: /)
  expect(fixInWords(hints.hint!.fix!)).toBe('Learning rate 0.1')
})

it("puts the run's network on the desk with the plan mended, which can be undone", async () => {
  const { hints, desk } = await stuckRun('running')
  const before = desk.now
  await hints.mend()
  expect(desk.plan).toMatchObject({ learningRate: 0.1, warmup: 2, epochs: 30 })
  expect(hints.isOnDesk).toBe(true)
  desk.undo()
  expect(desk.now).toBe(before)
  expect(hints.isOnDesk).toBe(false)
})

it('starts anew: stops the run that goes, and trains what is on the desk', async () => {
  const { hints, asked } = await stuckRun('running')
  await hints.mend()
  await hints.startAnew()
  await settled()
  expect(asked.filter(({ name }) => name === 'stop' || name === 'start')).toMatchObject([{ name: 'stop', input: { id: 'run-21' } }, { name: 'start', input: { plan: { learningRate: 0.1 } } }])
})

it('starts anew without stopping what does not go, and says nothing more once it is put away', async () => {
  const { hints, asked } = await stuckRun('stopped')
  await hints.mend()
  hints.putAway()
  expect(hints.hint).toBeUndefined()
  await hints.startAnew()
  expect(asked.some(({ name }) => name === 'stop')).toBe(false)
})
