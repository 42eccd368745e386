import { chromium, type Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layerKinds } from '#shared/layers/index'
import { openLook, show, views } from '../renderer/look/shown.mjs'
import { words } from '../renderer/look/words.mjs'

/** Names of layers stay English. */
const layers: readonly string[] = Object.values(layerKinds).map(({ label }) => label)

describe('the window in Chinese', () => {
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

  it.each(Object.keys(views).filter((name) => name.endsWith('-zh')))('has no English words in %s', async (name) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await show(page, look.address, name, 'light')
    const texts = new Set((await page.locator('body').evaluate((body) => [...body.querySelectorAll('*')].flatMap((part) => [...part.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue!.trim())))))
    expect(words.filter(({ english, chinese }) => english !== chinese && /[a-z]{3}/.test(english) && texts.has(english) && !layers.includes(english))).toEqual([])
    expect([...texts].some((text) => /\p{Script=Han}/u.test(text))).toBe(true)
    await page.close()
  })
})
