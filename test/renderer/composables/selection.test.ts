import { expect, it } from 'vitest'
import { createSelection } from '#renderer/composables/selection'

it('chooses one alone, adds others, and lets one of them go again', () => {
  const selection = createSelection()
  selection.choose('a')
  selection.choose('b')
  expect(selection.only.value).toBe('b')
  selection.choose('c', true)
  expect([...selection.ids.value]).toEqual(['b', 'c'])
  expect(selection.only.value).toBeUndefined()
  selection.choose('b', true)
  expect(selection.only.value).toBe('c')
  selection.choose('c')
  expect(selection.only.value).toBe('c')
  selection.clear()
  expect(selection.ids.value.size).toBe(0)
})
