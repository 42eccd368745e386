import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { named, rename } from './networkName'
import { Studio } from './studio'

const source = (page: Page) => page.getByRole('region', { name: 'PyTorch source' })

describe('desks of windows in a browser', () => {
  let studio: Studio
  const faults: string[] = []
  beforeAll(async () => {
    studio = await Studio.open()
  })
  afterAll(() => studio.close())
  /** One more tab beside the first, as Chromium opens it for a person: with a memory of its own. */
  const tab = async (beside: Page) => {
    const page = await beside.context().newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    await studio.show(page)
    return page
  }

  it('are one for each tab: each finds its own again when it is loaded anew, at once after a change too, and a new tab begins like the latest', async () => {
    const one = await studio.window(faults)
    await rename(one, 'First')
    const two = await tab(one)
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
    const three = await tab(one)
    await named(three, 'Second again').waitFor()
    for (const page of [one, two, three]) await page.close()
    expect(faults).toEqual([])
  })

  it('are parted where a tab is duplicated with all that it remembers', async () => {
    const one = await studio.window(faults)
    await rename(one, 'Original')
    const two = await one.context().newPage()
    const memory = await one.evaluate('JSON.stringify({ ...sessionStorage })')
    await two.addInitScript(`if (!sessionStorage.length) Object.assign(sessionStorage, ${memory as string})`)
    await studio.show(two)
    await named(two, 'Original').waitFor()
    await rename(two, 'Copy')
    await Promise.all([one.reload(), two.reload()])
    await named(one, 'Original').waitFor()
    await named(two, 'Copy').waitFor()
    for (const page of [one, two]) await page.close()
    expect(faults).toEqual([])
  })
})
