import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { presets } from '#shared/presets/index'
import { archiveOf } from '../electron/datasets/cifarFiles'
import { spotted } from '../electron/datasets/import/pictures'
import { drop, dropPaths } from './drop'
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

  it("are a person's own pictures: a folder with more files than a browser tells at once, and an archive; nothing of what was handed over stays", async ({ studio, page }) => {
    await page.keyboard.press('Control+1')
    await page.locator('.cards').waitFor()
    await dropPaths(page, await studio.plantPictures({ cat: 130, dog: 3, 'Käuze 🦉': 2 }))
    await page.getByRole('heading', { name: 'Pets' }).first().waitFor({ timeout: 60_000 })
    await page.getByText('135 pictures').first().waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: /^Käuze 🦉/ }).waitFor()

    const folder = await mkdtemp(join(tmpdir(), 'vgg-studio-drop-'))
    await writeFile(join(folder, 'Two sorts.tar.gz'), await archiveOf({ 'spotted/1.png': spotted(10), 'spotted/2.png': spotted(20), 'others/1.png': spotted(200) }))
    await writeFile(join(folder, 'Letter.zip'), 'Dear reader, this is no archive.')
    await dropPaths(page, join(folder, 'Letter.zip'), join(folder, 'Two sorts.tar.gz'))
    await notice(page, 'Letter.zip cannot be unpacked').waitFor()
    await page.getByRole('heading', { name: 'Two sorts' }).first().waitFor({ timeout: 60_000 })
    await page.getByText('3 pictures').first().waitFor({ timeout: 60_000 })
    await expect.poll(() => readdir(join(studio.library, 'uploads'))).toEqual([])
    await rm(folder, { recursive: true })
    // A browser itself notes what a server refuses.
    expect(studio.takeFaults()).toEqual([expect.stringContaining('422')])
  })

  it('are chosen in the browser where it is asked for pictures, or typed as a path, and can be given up on their way', async ({ studio, page }) => {
    const pets = await studio.plantPictures({ cat: 3, dog: 3 })
    await page.keyboard.press('Control+1')
    await page.locator('.cards').waitFor()
    const open = () => page.locator('.placebar').getByRole('button', { name: /Open pictures/ }).click()
    const before = await page.locator('.cards').getByRole('button', { name: /^Pets/ }).count()
    const sets = (more: number) => page.locator('.cards').getByRole('button', { name: /^Pets/ }).nth(before + more - 1).waitFor({ timeout: 60_000 })
    await open()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a folder' }).click()])
    await chooser.setFiles(pets)
    await sets(1)
    await open()
    await page.getByRole('textbox', { name: 'Path on this computer' }).fill(pets)
    await page.keyboard.press('Enter')
    await sets(2)

    // So large that it is still on its way when it is given up; the disk holds no such file.
    const sparse = join(dirname(pets), 'Large.zip')
    await writeFile(sparse, '')
    await truncate(sparse, 3e9)
    await dropPaths(page, sparse)
    const row = page.getByRole('group', { name: 'Copying Large.zip to the studio' })
    await row.getByText('of 3 GB').waitFor()
    await row.getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => row.count()).toBe(0)
    await expect.poll(() => readdir(join(studio.library, 'uploads'))).toEqual([])
  })

  it('are weights: let go over the plan they are what a training starts from, elsewhere they are asked', async ({ studio, page }) => {
    const pets = await studio.plantPictures({ cat: 3, dog: 3 })
    await page.keyboard.press('Control+3')
    await page.getByRole('heading', { name: 'Start from' }).waitFor()
    const file = join(process.cwd(), 'test', 'fixtures', 'pytorch', 'state-dict.pth')
    await dropPaths(page, file)
    await page.getByRole('combobox', { name: 'Start from' }).getByText('state-dict.pth').waitFor()
    await page.getByText(/^None of it fits/).waitFor({ timeout: 60_000 })
    await page.keyboard.press('Control+z')
    await page.getByRole('combobox', { name: 'Start from' }).getByText('Random weights').waitFor()
    await page.keyboard.press('Control+4')
    await dropPaths(page, file)
    await page.getByRole('combobox', { name: 'Weights' }).getByText('state-dict.pth').waitFor()
    await page.keyboard.press('Control+5')
    await dropPaths(page, join(pets, 'cat', '0.png'))
    await page.getByRole('alert').or(page.locator('.answers')).first().waitFor({ timeout: 60_000 })
    // The same file is kept once.
    expect(await readdir(join(studio.library, 'uploads'))).toHaveLength(1)
  })
})
