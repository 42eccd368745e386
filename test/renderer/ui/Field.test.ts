import { mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { number, padding, toggle, whole, type Field as FieldOf } from '#shared/base/fields'
import Field from '#renderer/ui/Field.vue'

function show(field: FieldOf<unknown>, initial: unknown) {
  const value = ref(initial)
  const Host = defineComponent({ setup: () => () => h(TooltipProvider, () => h(Field, { field, modelValue: value.value, 'onUpdate:modelValue': (next: unknown) => (value.value = next) })) })
  const shown = mount(Host, { attachTo: document.body })
  return { value, shown, input: () => shown.get('input') }
}
const batch = whole(128, { label: 'Batch', help: 'Pictures in one step', min: 1, max: 65536 })

it('takes over what is sound, and says what is not without taking it over', async () => {
  const { value, shown, input } = show(batch, 128)
  await input().setValue('64')
  expect(value.value).toBe(64)
  await input().setValue('0')
  expect(value.value).toBe(64)
  expect(shown.get('[role="alert"]').text()).toBe('must be at least 1')
  await input().setValue('1.5')
  expect(shown.get('[role="alert"]').text()).toBe('must be a whole number')
  await input().setValue('')
  expect(shown.get('[role="alert"]').text()).toBe('must be a number')
  await input().setValue('32')
  expect(shown.find('[role="alert"]').exists()).toBe(false)
})

it('leaves what is being typed as it was typed while it means the same', async () => {
  const { value, input } = show(number(0.1, { label: 'Rate', help: '', min: 0, max: 1 }), 0.1)
  await input().setValue('0.20')
  expect(value.value).toBe(0.2)
  expect(input().element.value).toBe('0.20')
})

it('counts with arrow keys, within the limits', async () => {
  const { value, input } = show(batch, 1)
  await input().trigger('keydown', { key: 'ArrowDown' })
  expect(value.value).toBe(1)
  await input().trigger('keydown', { key: 'ArrowUp', shiftKey: true })
  expect(value.value).toBe(11)
})

it('reads a padding as a word or as numbers', async () => {
  const { value, input } = show(padding('same', { label: 'Padding', help: '', max: 9 }), 'same')
  await input().setValue('2')
  expect(value.value).toEqual([2, 2])
  await input().setValue('1, 3')
  expect(value.value).toEqual([1, 3])
  await input().setValue('valid')
  expect(value.value).toBe('valid')
})

it('is a switch where it is on or off, and its label turns it', async () => {
  const { value, shown } = show(toggle(false, { label: 'Nesterov', help: '' }), false)
  await shown.get('[role="switch"]').trigger('click')
  expect(value.value).toBe(true)
})
