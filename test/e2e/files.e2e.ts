import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { presets } from '#shared/presets/index'
import { drop } from './drop'
import { named, rename } from './networkName'
import { inStudio } from './inStudio'

const mine = { ...presets['lenet-5'].build(32, 10), name: 'A network of mine' }
const network = (name: string, text = showGraph(mine)) => ({ name, type: 'application/json', bytes: text })

/** What is said of something that was done; it stands on the page once more for a moment, to be read aloud. */
const notice = (page: Page, text: string) => page.getByRole('region', { name: 'Notices (F8)' }).getByText(text)

async function toModel(page: Page): Promise<void> {
  await page.keyboard.press('Control+2')
  await page.locator('.stage').waitFor()
}

/** Chromium's pickers cannot be clicked; they give a file of the page's own instead, which is as real as any. */
const pickers = `
const file = async () => (await navigator.storage.getDirectory()).getFileHandle('picked.vggs', { create: true })
window.showOpenFilePicker = async () => [await file()]
window.showSaveFilePicker = file
`

const it = inStudio()

describe('files in a browser', () => {
  it('are networks that are let go over the Model place; undo brings back what was there', async ({ page }) => {
    await toModel(page)
    await drop(page, network('mine.vggs'))
    await named(page, 'A network of mine').waitFor()
    await page.keyboard.press('Control+z')
    await named(page, 'VGG16-BN small').waitFor()
    await drop(page, network('letter.json', 'Dear reader'))
    await notice(page, 'This is not the file of a network: it is not JSON.').waitFor()
    await named(page, 'VGG16-BN small').waitFor()
  })

  it('are saved and opened by keys where the browser hands out files, with a mark while the file is older', async ({ page }) => {
    await toModel(page)
    await page.evaluate(pickers)
    const text = () => page.evaluate("navigator.storage.getDirectory().then((root) => root.getFileHandle('picked.vggs')).then((handle) => handle.getFile()).then((file) => file.text())") as Promise<string>
    await page.keyboard.press('Control+Shift+S')
    await notice(page, 'picked.vggs is saved').waitFor()
    expect(parseGraph(await text()).name).toBe('VGG16-BN small')

    await rename(page, 'Renamed')
    await page.getByRole('img', { name: 'Edited since it was saved' }).waitFor()
    await page.keyboard.press('Control+s')
    await expect.poll(async () => parseGraph(await text()).name).toBe('Renamed')
    await expect.poll(() => page.getByRole('img', { name: 'Edited since it was saved' }).count()).toBe(0)

    await page.keyboard.press('Control+z')
    await named(page, 'VGG16-BN small').waitFor()
    await page.keyboard.press('Control+o')
    await named(page, 'Renamed').waitFor()
  })

  it('are downloads where it has no such thing', async ({ page }) => {
    await toModel(page)
    await page.evaluate('delete window.showSaveFilePicker')
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+Shift+S')])
    expect(download.suggestedFilename()).toMatch(/\.vggs$/)
    expect(parseGraph(await readFile(await download.path(), 'utf8')).nodes.length).toBeGreaterThan(3)
  })

  it('that were used lately are known in every window: by the menu at the name and by the palette', async ({ page }) => {
    await toModel(page)
    await page.locator('.placebar').getByRole('button', { name: /^Network / }).click()
    await page.getByRole('menuitem', { name: 'mine.vggs', exact: true }).click()
    await named(page, 'A network of mine').waitFor()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('open mine.vggs')
    await page.keyboard.press('Enter')
    await named(page, 'A network of mine').waitFor()
  })

  it("are archives whose path a browser does not tell: it is asked for, and the person's pictures come", async ({ studio, page }) => {
    await page.keyboard.press('Control+1')
    await page.locator('.cards').waitFor()
    const pets = await studio.plantPictures({ cat: 3, dog: 3 })
    await drop(page, { name: 'Pets.zip', type: 'application/zip', bytes: 'PK' })
    await notice(page, 'A browser does not tell where Pets.zip lies on this computer. Open it by its path.').waitFor()
    await page.getByRole('status').or(page.locator('.toasts')).getByRole('button', { name: 'Open pictures' }).first().click()
    await page.getByRole('textbox', { name: 'Path on this computer' }).fill(pets)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Pets' }).first().waitFor({ timeout: 30_000 })
    await page.getByText('6 pictures').first().waitFor({ timeout: 30_000 })
  })
})
