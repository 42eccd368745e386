import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { inStudio } from './inStudio'
import { named, rename } from './networkName'
import { untilUsable } from './studio'

const it = inStudio()
const source = (page: Page) => page.getByRole('region', { name: 'PyTorch source' })

describe('desks of windows in a browser', () => {
  it('are one for each tab: each finds its own again when it is loaded anew, at once after a change too, and a new tab goes on with the latest', async ({ studio, page: one }) => {
    await rename(one, 'First')
    const two = await studio.window()
    await two.keyboard.press('Control+2')
    await named(two, 'First').waitFor()
    await rename(two, 'Second')
    await two.keyboard.press('Control+e')
    await source(two).waitFor()
    await rename(one, 'First again')
    await Promise.all([one.reload(), two.reload()])
    await named(one, 'First again').waitFor()
    await named(two, 'Second').waitFor()
    await source(two).waitFor()
    expect(await source(one).count()).toBe(0)

    await rename(two, 'Second again')
    const three = await studio.window()
    await three.keyboard.press('Control+2')
    await named(three, 'Second again').waitFor()
  })

  it('are parted where a tab is duplicated with all that it remembers', async ({ page: one }) => {
    await rename(one, 'Original')
    const two = await one.context().newPage()
    const memory = await one.evaluate('JSON.stringify({ ...sessionStorage })')
    await two.addInitScript(`if (!sessionStorage.length) Object.assign(sessionStorage, ${memory as string})`)
    await two.goto(one.url())
    await untilUsable(two)
    await rename(two, 'Copy')
    await Promise.all([one.reload(), two.reload()])
    await named(one, 'Original').waitFor()
    await named(two, 'Copy').waitFor()
  })
})
