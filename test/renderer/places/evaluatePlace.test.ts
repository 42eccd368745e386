import { afterEach, expect, it } from 'vitest'
import { useEvaluation } from '#renderer/stores/evaluation'
import { usePlace } from '#renderer/stores/place'
import { openWindow, settled } from '../helpers'

let close = () => {}
afterEach(() => close())

it('walks the matrix by arrow keys, names the cell, and Escape leads back to all answers', async () => {
  const opened = await openWindow()
  close = opened.close
  usePlace().go('evaluate')
  await import('#renderer/places/evaluate/EvaluatePlace.vue')
  await settled()
  useEvaluation().ask()
  await settled()
  const grid = opened.window.get('[role="grid"]')
  await grid.trigger('keydown', { key: 'ArrowDown' })
  await grid.trigger('keydown', { key: 'ArrowRight' })
  expect(opened.window.get('aside h2').text()).toBe('airplane, predicted automobile')
  expect(grid.attributes('aria-activedescendant')).toBe('cell-0-1')
  await grid.trigger('keydown', { key: 'Escape' })
  expect(opened.window.get('aside h2').text()).toBe('All answers')
}, 30_000)
