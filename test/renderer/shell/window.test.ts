import { afterEach, expect, it, vi } from 'vitest'
import { language } from '#renderer/locale/locale'
import { tourStops } from '#renderer/stores/tour'
import { problem } from '#shared/base/problem'
import { defaultPlan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { openWindow, settled } from '../helpers'

let close = () => {}
afterEach(() => {
  close()
  language.value = 'en'
})
async function open(beginning: Parameters<typeof openWindow>[0] = {}) {
  const opened = await openWindow(beginning)
  close = opened.close
  return opened
}
const press = (key: string, more: KeyboardEventInit = {}) => window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, cancelable: true, bubbles: true, ...more }))
const shows = (text: string) => vi.waitFor(() => expect(document.body.textContent).toContain(text), { timeout: 20_000 })

it('says what the run that is going does, and lets it be paused and stopped', async () => {
  const { window, asked } = await open()
  const bar = window.get('.runbar')
  expect(bar.text()).toContain('Epoch 7 of 30')
  expect(bar.text()).toContain('12 min left')
  await bar.findAll('button').find((button) => button.text() === 'Pause')!.trigger('click')
  await settled()
  expect(asked.at(-1)).toEqual({ name: 'pause', input: { id: 'run-14' } })
  await bar.findAll('button').find((button) => button.text() === 'Stop')!.trigger('click')
  await settled()
  expect(bar.text()).toContain('Ready to train')
}, 30_000)

it('lets nothing be done on its desk before that is there', async () => {
  let come!: (desk: null) => void
  const { window } = await open({ runs: [], desk: new Promise((done) => (come = done)) })
  const name = window.get('.titlebar')
  expect(name.attributes()).toHaveProperty('inert')
  press('2')
  await settled()
  expect(window.find('.stage').exists()).toBe(false)
  come(null)
  await vi.waitFor(() => expect(name.attributes()).not.toHaveProperty('inert'))
  press('2')
  await vi.waitFor(() => expect(window.find('.stage').exists()).toBe(true), { timeout: 20_000 })
}, 30_000)

it('goes to every place by its keys', async () => {
  const { window } = await open({ runs: [] })
  for (const [key, says] of [['1', 'Split'], ['2', 'features.0'], ['3', 'Recipe'], ['4', 'No finished run'], ['5', 'No trained network'], ['6', 'Nothing to take away yet'], [',', 'Keyboard']] as const) {
    press(key)
    await shows(says)
    expect(window.findAll('[aria-current="page"]')).toHaveLength(1)
  }
}, 60_000)

it('finds a command by its name, and does it', async () => {
  const { window } = await open({ runs: [] })
  press('k')
  await shows('choose')
  const input = document.querySelector<HTMLInputElement>('.palette input')!
  input.value = 'settin'
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await settled()
  const items = [...document.querySelectorAll<HTMLElement>('.palette [role="option"]')]
  expect(items.map((item) => item.textContent)).toEqual([expect.stringContaining('Settings')])
  items[0]!.click()
  await shows('Keyboard')
  expect(window.get('[aria-current="page"]').text()).toBe('Settings')
}, 30_000)

it('says why it cannot train: in the bar, at its button, in the palette, and to whoever presses the keys', async () => {
  const plan = { ...defaultPlan, freeze: [{ layers: ['nowhere'], from: 1, to: 1 }] }
  const { window: shown, asked } = await open({ runs: [], desk: { graph: presets['lenet-5'].build(32, 10), plan, data: 'cifar-10' } })
  const { sentence } = problem('frozenUnknown', { name: 'nowhere' })
  const bar = shown.get('.runbar')
  expect(bar.text()).toContain(sentence)
  const train = bar.findAll('button').find((button) => button.text().startsWith('Train'))!
  expect(train.attributes('aria-disabled')).toBe('true')
  await train.trigger('focus')
  await vi.waitFor(() => expect(document.querySelector('.tip')?.textContent).toContain(sentence), { timeout: 20_000 })
  await train.trigger('click')
  press('Enter')
  await vi.waitFor(() => expect(document.querySelector('.toasts')?.textContent).toContain(sentence), { timeout: 20_000 })
  press('k')
  await shows('choose')
  expect([...document.querySelectorAll('.palette [role="option"]')].filter(({ textContent }) => textContent.includes(sentence)).map(({ textContent }) => textContent.slice(0, 5))).toEqual(['Train'])
  expect(asked.some(({ name }) => name === 'start')).toBe(false)
}, 60_000)

it('speaks Chinese and turns light at once when it is told to', async () => {
  const { window } = await open({ settings: { theme: 'light', language: 'zh-CN' }, runs: [] })
  expect(document.documentElement.dataset.theme).toBe('light')
  expect(document.documentElement.lang).toBe('zh-CN')
  expect(window.get('.rail').text()).toContain('训练')
  expect(window.get('.runbar').text()).toContain('可以训练')
}, 30_000)

it('gives a field its own undo, and its own text to mark', async () => {
  const { window: shown } = await open({ runs: [] })
  press('2')
  await shows('features.0')
  await shown.get('[data-layer="features.0"]').trigger('pointerdown', { button: 0 })
  await settled()
  const own = new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true, cancelable: true })
  document.querySelector('.inspector input')!.dispatchEvent(own)
  expect(own.defaultPrevented).toBe(false)
}, 30_000)

it('undoes in a field what was typed into it', async () => {
  await open({ runs: [] })
  await shows('Recipe')
  const field = document.querySelector<HTMLInputElement>('.field input')!
  const typed = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true })
  field.dispatchEvent(typed)
  expect(typed.defaultPrevented).toBe(false)
}, 30_000)

it('greets a new library with one button that trains, and shows around beside real parts of the window until Escape', async () => {
  const { asked, window: shown } = await open({ runs: [], settings: { toured: false }, desk: null })
  await shows('Train your first network')
  expect(shown.get('.start').text()).toContain('VGG16-BN small learns Shapes-10 from 12,000 pictures made on this computer.')
  const button = (name: string) => shown.findAll('.start button').find((one) => one.text() === name)!
  await button('Take the tour').trigger('click')
  await shows('This is on the desk')
  expect(document.querySelector('.tour-callout')!.textContent).toContain('VGG16-BN small learns Shapes-10')
  for (const stop of tourStops) expect(document.querySelectorAll(`[data-tour="${stop}"]`)).toHaveLength(1)
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }))
  await settled()
  expect(document.querySelector('.tour-callout')).toBeNull()
  expect(asked.some(({ name }) => name === 'start')).toBe(false)
  await button('Train VGG16-BN small on Shapes-10').trigger('click')
  await settled()
  expect(asked.find(({ name }) => name === 'start')?.input).toMatchObject({ data: 'shapes-10', graph: { name: 'VGG16-BN small' } })
  expect(shown.find('.start').exists()).toBe(false)
}, 30_000)
