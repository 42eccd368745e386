import { expect, it } from 'vitest'
import { isPressed, isTyping, showKeys } from '#renderer/composables/keys'

const press = (key: string, held: { ctrl?: boolean; meta?: boolean; shift?: boolean; alt?: boolean } = {}) => ({ key, ctrlKey: held.ctrl ?? false, metaKey: held.meta ?? false, shiftKey: held.shift ?? false, altKey: held.alt ?? false })

it('knows keys by the modifier of the platform', () => {
  expect(isPressed('Mod+K', press('k', { ctrl: true }), false)).toBe(true)
  expect(isPressed('Mod+K', press('k', { meta: true }), true)).toBe(true)
  expect(isPressed('Mod+K', press('k', { ctrl: true }), true)).toBe(false)
  expect(isPressed('Mod+K', press('k'), false)).toBe(false)
  expect(isPressed('Mod+Z', press('Z', { ctrl: true, shift: true }), false)).toBe(false)
  expect(isPressed('Mod+Shift+Z', press('Z', { ctrl: true, shift: true }), false)).toBe(true)
})

it('leaves to a field what can be typed', () => {
  expect(['A', '0', 'Delete', 'ArrowUp'].every(isTyping)).toBe(true)
  expect(['Mod+K', 'F8', 'Alt+A'].some(isTyping)).toBe(false)
})

it('shows keys as they are written on the keyboard', () => {
  expect(showKeys('Mod+Enter', false)).toBe('Ctrl ↵')
  expect(showKeys('Mod+Shift+Z', true)).toBe('⇧⌘Z')
})
