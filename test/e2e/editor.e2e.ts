import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { runBar, startFrom, untilReady } from './acts'
import { inStudio } from './inStudio'

/** LeNet-5 at 32 with 3 channels and 10 classes. */
const leNet = { layers: '13', parameters: '62,006' }
const figures = async (page: Page) => (await page.locator('.totals b').allInnerTexts()).slice(0, 2)
const card = (page: Page, name: string) => page.locator(`[data-layer="${name}"] .layer-card`)

/** Puts this network on the desk and shows it. */
async function edit(page: Page, name: string): Promise<void> {
  await startFrom(page, name)
  await page.keyboard.press('Control+2')
  await page.locator('.stage').waitFor()
}

async function undoAll(page: Page): Promise<void> {
  const undo = page.locator('.placebar').getByRole('button', { name: /^Undo/ })
  while (await undo.isEnabled()) await undo.click()
}
async function redoAll(page: Page): Promise<void> {
  const redo = page.locator('.placebar').getByRole('button', { name: /^Redo/ })
  while (await redo.isEnabled()) await redo.click()
}

const it = inStudio()

describe('the editor', () => {
  it('makes LeNet from a blank network with the mouse, takes everything back, and does everything again', async ({ page }) => {
    await edit(page, 'blank')
    /** Clicks the plus behind a card, and what is to come there. */
    const add = async (after: string, layer: string, settings: Readonly<Record<string, string>> = {}) => {
      await card(page, after).click()
      await page.locator('.placebar').getByRole('button', { name: /^Layer/ }).click()
      await page.getByRole('combobox', { name: 'Find a layer' }).fill(layer)
      await page.getByRole('option', { name: new RegExp(`^${layer}(?! block)`) }).click()
      for (const [field, value] of Object.entries(settings)) await page.getByRole('textbox', { name: field }).fill(value)
    }
    await add('input', 'Convolution', { Filters: '6', Kernel: '5', Padding: 'valid' })
    await add('conv1', 'Tanh')
    await add('conv1', 'Average pool')
    await add('avgPool1', 'Convolution', { Filters: '16', Kernel: '5', Padding: 'valid' })
    await add('conv2', 'Tanh')
    await add('conv2', 'Average pool')
    await add('flatten', 'Linear', { Units: '120' })
    await add('fc1', 'Tanh')
    await add('fc1', 'Linear', { Units: '84' })
    await add('fc2', 'Tanh')
    await expect.poll(() => figures(page)).toEqual([leNet.layers, leNet.parameters])
    await untilReady(page)
    await undoAll(page)
    expect(await figures(page)).not.toEqual([leNet.layers, leNet.parameters])
    await redoAll(page)
    expect(await figures(page)).toEqual([leNet.layers, leNet.parameters])
    await undoAll(page)
  })

  it('makes it with the keyboard alone as well', async ({ page }) => {
    await edit(page, 'blank')
    const key = (...keys: string[]) => keys.reduce((before, one) => before.then(() => page.keyboard.press(one)), Promise.resolve())
    /** The layer with the focus. */
    const at = async () => ((await page.locator('[data-layer]:focus').count()) ? (await page.locator('[data-layer]:focus').getAttribute('data-layer'))! : '')
    const walkTo = async (name: string) => {
      for (let i = 0; i < 30 && (await at()) !== name; i++) await key('ArrowDown')
      expect(await at()).toBe(name)
    }
    const add = async (layer: string, settings: Readonly<Record<string, string>> = {}) => {
      await key('a')
      await page.locator('[role="combobox"]:focus').waitFor()
      await page.keyboard.type(layer)
      await key('Enter')
      await expect.poll(at).not.toBe('')
      if (!Object.keys(settings).length) return
      await key('Enter')
      await page.locator('.inspector input:focus').waitFor()
      for (const [field, value] of Object.entries(settings)) {
        const wanted = page.getByRole('textbox', { name: field })
        for (let i = 0; i < 12 && !(await wanted.evaluate((input) => input.matches(':focus'))); i++) await key('Tab')
        await key('Control+a')
        await page.keyboard.type(value)
      }
      await key('Escape')
      await expect.poll(at).not.toBe('')
    }
    for (let i = 0; i < 60 && !(await page.locator('.stage:focus').count()); i++) await key('Tab')
    await key('ArrowDown')
    expect(await at()).toBe('input')
    await add('conv2d', { Filters: '6', Kernel: '5', Padding: 'valid' })
    await add('tanh')
    await add('average pool')
    await add('conv2d', { Filters: '16', Kernel: '5', Padding: 'valid' })
    await add('tanh')
    await add('average pool')
    await walkTo('flatten')
    await add('linear', { Units: '120' })
    await add('tanh')
    await add('linear', { Units: '84' })
    await add('tanh')
    await expect.poll(() => figures(page)).toEqual([leNet.layers, leNet.parameters])
    await untilReady(page)
    await undoAll(page)
  })

  it('says what is wrong with a VGG16 that was broken in five ways, and mends each by what it offers', async ({ page }) => {
    await edit(page, 'vgg16-bn')
    const before = await figures(page)
    const last = async () => (await page.locator('[data-layer]').last().getAttribute('data-layer'))!
    const ways: Readonly<Record<string, () => Promise<void>>> = {
      async 'Insert a Flatten before it'() {
        await page.locator('[data-layer][aria-label^="Flatten"] .layer-card').click()
        await page.keyboard.press('Delete')
      },
      async 'Set its units to 10'() {
        await card(page, await last()).click()
        await page.getByRole('textbox', { name: 'Units' }).fill('7')
        await page.keyboard.press('Escape')
      },
      async 'Set its channels to 3'() {
        await page.locator('[data-layer][aria-label^="Input"] .layer-card').click()
        await page.getByRole('textbox', { name: 'Channels' }).fill('2')
        await page.keyboard.press('Escape')
      },
      async 'Remove it'() {
        await card(page, 'features.0').click()
        await page.keyboard.press('a')
        await page.keyboard.type('softmax')
        await page.keyboard.press('Enter')
      },
      async 'Rename it to'() {
        await card(page, 'features.7').click()
        await page.getByRole('textbox', { name: 'Name' }).fill('features.0')
        await page.keyboard.press('Enter')
        await page.keyboard.press('Escape')
      },
    }
    for (const [fix, breaks] of Object.entries(ways)) {
      await breaks()
      await page.locator('.placebar').getByRole('button', { name: /problem/ }).waitFor()
      await runBar(page).getByText('Cannot train yet').waitFor()
      await page.locator('.placebar').getByRole('button', { name: /problem/ }).click()
      await page.getByRole('button', { name: new RegExp(`^${fix}`) }).first().click()
      await untilReady(page)
    }
    expect(await figures(page)).toEqual(before)
    await undoAll(page)
  })

  it('carries layers over the clipboard, also to another window, and refuses a connection that cannot be with its reason', async ({ studio, page }) => {
    await edit(page, 'lenet-5')
    const [layers] = await figures(page)
    await card(page, 'conv2').click()
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect.poll(async () => (await figures(page))[0]).toBe(String(Number(layers) + 2))
    await page.keyboard.press('Control+z')
    await card(page, 'conv2').click()
    await page.keyboard.press('Control+x')
    await expect.poll(async () => (await figures(page))[0]).toBe(String(Number(layers) - 2))
    const other = await studio.window()
    await other.keyboard.press('Control+2')
    await other.locator('.stage').waitFor()
    const there = Number((await figures(other))[0])
    await other.keyboard.press('Control+v')
    await expect.poll(async () => (await figures(other))[0]).toBe(String(there + 2))

    await page.keyboard.press('Control+z')
    await card(page, 'fc2').hover()
    await page.locator('[data-layer="fc2"] .join').hover()
    await page.mouse.down()
    const [target] = [await card(page, 'conv1').boundingBox()]
    await page.mouse.move(target!.x + 40, target!.y + 16, { steps: 8 })
    await page.locator('p.refused').waitFor()
    expect(await page.locator('p.refused').innerText()).toMatch(/\.$/)
    await page.mouse.up()
    expect((await figures(page))[0]).toBe(layers)
  })

  it('offers for the layer under the pointer, or the one that keys are on, what can be done with it', async ({ page }) => {
    await edit(page, 'lenet-5')
    const [layers] = await figures(page)
    await card(page, 'conv2').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await expect.poll(async () => (await figures(page))[0]).not.toBe(layers)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await figures(page))[0]).toBe(layers)
    await card(page, 'fc2').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await expect.poll(() => page.locator('[data-layer="fc2"]').count()).toBe(0)
    expect(await page.locator('[data-layer="conv2"]').count()).toBe(1)
    await page.keyboard.press('Control+z')
    await card(page, 'conv1').click()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(0)
  })
})
