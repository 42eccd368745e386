import { chromium, type Browser, type Locator, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { latinIn } from '../helpers/latin'
import { openLook, show, views } from '../renderer/look/shown.mjs'

/** The views in Chinese are among these again, and one with a hundred classes has no words of its own. */
const names = Object.keys(views).filter((name) => !name.endsWith('-zh') && !name.endsWith('-100'))

/** Networks, data sets, classes and runs of the made-up studio, and what its person has written. */
const written = new Set("runs small tutorial the tutorial's Run run as cosine no augmentation step schedule learning rate shape input flatten linear avgpool exports NaN ghost features blank airplane automobile bird cat deer dog frog horse ship truck GNU bookworm installed".split(' '))

/** Latin words of the page, in what is drawn and in what is only read aloud or shown on hovering, each with the text around it. */
async function latinOf(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const spoken = ['title', 'aria-label', 'placeholder', 'alt', 'aria-description', 'aria-valuetext']
    const found = new Set<string>()
    for (const part of document.body.querySelectorAll('*')) {
      // Source code.
      if (part.closest('pre, .source, script, style')) continue
      // What a person has called a layer, a file or a folder stands in a type of its own.
      for (const child of part.childNodes) if (child.nodeType === Node.TEXT_NODE && !part.matches('.mono:not(.formula), .names i')) found.add(child.textContent ?? '')
      for (const name of spoken) if (part.hasAttribute(name)) found.add(part.getAttribute(name)!)
    }
    return [...found]
  })
  return texts.flatMap((text) => {
    const foreign = latinIn(text, written)
    return foreign.length ? [`${foreign.join(' ')} (in: ${text.trim().slice(0, 120)})`] : []
  })
}

describe('a Chinese window speaks Chinese', () => {
  let look: Awaited<ReturnType<typeof openLook>>
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    look = await openLook()
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH!, args: ['--no-sandbox', '--disable-gpu'] })
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  })
  afterAll(async () => {
    await browser.close()
    await look.close()
  })
  const see = (name: string) => show(page, look.address, name, 'light', 'zh-CN')

  /** Opens what hangs on a button, a layer or a row and looks at it. */
  async function opened(one: Locator, asked: (one: Locator) => Promise<void> = (one) => one.click()): Promise<string[]> {
    await asked(one)
    await page.locator('[role=menu], [role=listbox]').first().waitFor()
    const found = await latinOf(page)
    await page.keyboard.press('Escape')
    await page.locator('[role=menu]').waitFor({ state: 'detached' })
    return found
  }

  it.each(names)('in %s', async (name) => {
    await see(name)
    expect(await latinOf(page)).toEqual([])
  })

  it.each(['data', 'model', 'train-live', 'train-plan', 'train-compare', 'evaluate-all', 'settings'])('in the menus and choices of %s', async (name) => {
    await see(name)
    const met = new Set<string>()
    for (const one of await page.locator('button[aria-haspopup=menu], button[role=combobox]').all()) {
      const label = (await one.getAttribute('aria-label')) ?? (await one.innerText())
      if (met.has(label) || !(await one.isVisible()) || !(await one.isEnabled())) continue
      met.add(label)
      expect(await opened(one), label).toEqual([])
    }
    expect(met.size).toBeGreaterThan(1)
  })

  it('in the menus of a layer and of a run', async () => {
    await see('model')
    // Layers lie under a transformation, where the browser's own pointer may not reach.
    const asked = (one: Locator) => one.dispatchEvent('contextmenu')
    expect(await opened(page.locator('[data-layer]').first(), asked)).toEqual([])
    await see('train-live')
    expect(await opened(page.locator('tbody tr').first(), asked)).toEqual([])
  })

  it.each(['data', 'model', 'train-live', 'train-plan', 'train-compare', 'evaluate-all', 'try-answer', 'export-asked', 'settings'])('in all commands that %s offers', async (name) => {
    await see(name)
    await page.keyboard.press('Control+k')
    await page.locator('.palette input').fill('>')
    expect(await page.locator('.palette [role=option]').count()).toBeGreaterThan(10)
    expect(await latinOf(page)).toEqual([])
  })

  it('in every step of the tour', async () => {
    await see('tour')
    const callout = page.locator('.tour-callout')
    for (let steps = 0; await callout.count(); steps++) {
      expect(steps).toBeLessThan(12)
      expect(await latinOf(page)).toEqual([])
      const said = await callout.innerText()
      await callout.getByRole('button').last().click()
      await page.waitForFunction((before) => document.querySelector<HTMLElement>('.tour-callout')?.innerText !== before, said)
    }
  })

  it('in the dialogs that ask before something is removed', async () => {
    await see('settings')
    await page.locator('[data-engine=cpu]').getByRole('button').click()
    await page.getByRole('dialog').waitFor()
    expect(await latinOf(page)).toEqual([])
    await see('data')
    await page.locator('aside button[aria-haspopup=menu]').first().click()
    await page.locator('[role=menuitem]').last().click()
    await page.getByRole('dialog').waitFor()
    expect(await latinOf(page)).toEqual([])
  })

  it('in what rests under the pointer', async () => {
    await see('train-plan')
    const labels = page.locator('aside label')
    for (let at = 0; at < Math.min(12, await labels.count()); at++) {
      await labels.nth(at).hover()
      await page.locator('.tip').first().waitFor()
      expect(await latinOf(page)).toEqual([])
    }
  })
})
