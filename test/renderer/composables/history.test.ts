import { expect, it } from 'vitest'
import { createHistory } from '#renderer/composables/history'

it('goes back to the beginning and forward to the end, however long the way', () => {
  const history = createHistory(0)
  for (let i = 1; i <= 2000; i++) history.commit(i, `step ${i}`)
  expect(history.undoes.value).toBe('step 2000')
  for (let i = 0; i < 2000; i++) history.undo()
  expect(history.now.value).toBe(0)
  expect(history.undoes.value).toBeUndefined()
  for (let i = 0; i < 2000; i++) history.redo()
  expect(history.now.value).toBe(2000)
})

it('takes changes of one run back as one, and begins a new run after an undo', () => {
  const history = createHistory('')
  for (const text of ['a', 'ab', 'abc']) history.commit(text, 'typing', 'field')
  history.commit('abc!', 'more', 'other')
  history.undo()
  expect(history.now.value).toBe('abc')
  history.undo()
  expect(history.now.value).toBe('')
  history.redo()
  history.commit('abcd', 'typing', 'field')
  history.undo()
  expect(history.now.value).toBe('abc')
})

it('forgets what was undone when something else is done', () => {
  const history = createHistory(0)
  history.commit(1, 'one')
  history.undo()
  history.commit(2, 'two')
  expect(history.redoes.value).toBeUndefined()
  history.redo()
  expect(history.now.value).toBe(2)
})
