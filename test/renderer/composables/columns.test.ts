import { expect, it } from 'vitest'
import { Column } from '#renderer/composables/columns'

it('keeps every number as it grows past its room', () => {
  const column = new Column()
  const all = Array.from({ length: 5000 }, (_, i) => i / 2)
  for (let i = 0; i < all.length; i += 7) column.append(all.slice(i, i + 7))
  expect([...column.values]).toEqual(all)
  expect(column.last).toBe(2499.5)
  expect(new Column().last).toBeUndefined()
})
