import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLook, show, views } from '../renderer/look/shown.mjs'
import { lostIn } from './narrow'

/** Views that differ from another in the language, or the number of classes, alone have nothing of their own to find. */
const names = Object.keys(views).filter((name) => !name.endsWith('-zh') && !name.endsWith('-100'))

/** What axe calls serious or critical, in words, with the first places of each. */
async function graveIn(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}, ${nodes.length} times: ${nodes.slice(0, 5).map(({ target }) => target.join(' ')).join(' | ')}`)
}

describe('axe finds nothing serious or critical, and 1024 × 700 have room for every control', () => {
  let look: Awaited<ReturnType<typeof openLook>>
  let browser: Browser
  beforeAll(async () => {
    look = await openLook()
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH!, args: ['--no-sandbox', '--disable-gpu'] })
  })
  afterAll(async () => {
    await browser.close()
    await look.close()
  })

  it.each(names)('in %s, in both themes and both languages', async (name) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await show(page, look.address, name, 'light')
    expect(await graveIn(page)).toEqual([])
    // The other theme has the same parts in other colours.
    await page.locator('html').evaluate((html) => html.setAttribute('data-theme', 'dark'))
    expect(await graveIn(page, ['color-contrast'])).toEqual([])
    await page.setViewportSize({ width: 1024, height: 700 })
    expect(await lostIn(page)).toEqual([])
    await show(page, look.address, name, 'light', 'zh-CN')
    expect(await lostIn(page)).toEqual([])
    await context.close()
  })
})
