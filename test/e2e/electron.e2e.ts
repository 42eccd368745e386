import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { showGraph } from '#shared/graph/parse'
import { presets } from '#shared/presets/index'
import { runBar, startFrom, train } from './acts'
import { ElectronStudio } from './electronStudio'
import { sharing } from './inStudio'
import { named, rename } from './networkName'
import { untilUsable } from './studio'

const it = sharing(() => ElectronStudio.open())

describe('the studio in Electron', () => {
  it('opens one window, from the app itself, which can be used', async ({ studio, page }) => {
    expect(page.url()).toBe('app://studio/')
    expect(studio.app.windows()).toHaveLength(1)
  })

  it('gives its page nothing of Node or Electron, no other pages and nothing from elsewhere', async ({ studio, page }) => {
    expect(await page.evaluate("['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis)")).toEqual([])
    expect(await page.evaluate("window.open('https://example.org/')")).toBe(null)
    expect(await page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'came', () => 'refused')")).toBe('refused')
    expect(await page.evaluate("fetch('app://studio/../electron/main.cjs').then(({ status }) => status)")).toBe(404)
    expect(await page.evaluate("navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)")).toBe('denied')
    for (const address of ['https://example.org/', 'file:///etc/hostname']) {
      await page.evaluate(`location.href = '${address}'`)
      expect(await page.evaluate('new Promise((later) => setTimeout(() => later(location.href), 300))')).toBe('app://studio/')
    }
    expect(studio.app.windows()).toHaveLength(1)
    // The page has told of all that it was refused.
    expect(studio.takeFaults()).not.toEqual([])
  })

  it('says in its settings that the engine computes', async ({ page }) => {
    await page.keyboard.press('Control+,')
    await page.getByText(/^Engine: TensorFlow .* it loads and computes$/).waitFor({ timeout: 60_000 })
  })

  it('tells the system that a network is trained, and does not quit then unless the person says so', async ({ studio, page }) => {
    await train(page)
    expect(await studio.app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)))).toBe(true)
    await studio.answer(1)
    await studio.app.evaluate(({ app }) => app.quit())
    await expect.poll(() => studio.asked()).toMatchObject([{ message: 'A network is being trained', buttons: ['Save and Quit', 'Cancel'] }])
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
    await expect.poll(() => studio.asked()).toMatchObject([{ message: 'A network is being trained' }])
    await runBar(page).getByText('images/s').waitFor()
  })

  it('offers to load a window anew whose page has died, while training goes on', async ({ studio, page }) => {
    await studio.answer(0)
    const crashed = page.waitForEvent('crash')
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer())
    await crashed
    await expect.poll(() => studio.asked()).toMatchObject([{ message: 'This window stopped working' }])
    await expect.poll(() => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.querySelector("footer:last-of-type")?.innerText ?? ""') as Promise<string>), { timeout: 30_000 }).toMatch(/images\/s/)
  })

  it('opens a network by a second start, in the window that is open already', async ({ studio, page }) => {
    const file = join(studio.library, 'mine.vggs')
    await writeFile(file, showGraph({ ...presets['lenet-5'].build(32, 10), name: 'A network of mine' }))
    expect(await studio.again([file])).toBe(0)
    await page.getByText('A network of mine').first().waitFor()
    expect(studio.app.windows()).toHaveLength(1)
  })

  it('gives each window its own desk, and finds all windows again at the next start', async ({ studio, page }) => {
    await rename(page, 'First')
    const [second] = await Promise.all([studio.app.waitForEvent('window'), studio.menu('File', 'New Window')])
    await untilUsable(second)
    await second.keyboard.press('Control+2')
    await named(second, 'First').waitFor()
    await rename(second, 'Second')
    await second.reload()
    await named(second, 'Second').waitFor()
    await studio.reopen()

    await expect.poll(() => studio.app.windows().length).toBe(2)
    const names = await Promise.all(studio.app.windows().map((each) => each.locator('.placebar').getByRole('button', { name: /^Network / }).innerText()))
    expect(names.toSorted()).toEqual(['First', 'Second'])

    // A window that is closed does not come back while others are there.
    await studio.app.windows()[names.indexOf('Second')]!.close()
    await studio.reopen()
    await named(await studio.app.firstWindow(), 'First').waitFor()
    expect(studio.app.windows()).toHaveLength(1)
  })

  it("brings in a person's own pictures, from a folder that is chosen in the system's dialog", async ({ studio, page }) => {
    await studio.choose(await studio.plantPictures({ cat: 3, dog: 3 }))
    await page.keyboard.press('Control+1')
    await page.locator('.placebar').getByRole('button', { name: /Open pictures/ }).click()
    await page.getByRole('heading', { name: 'Pets' }).first().waitFor({ timeout: 30_000 })
    await page.getByText('6 pictures').first().waitFor({ timeout: 30_000 })
  })

  it('does by its menu what the window does by its keys', async ({ studio, page }) => {
    await studio.menu('View', 'Model')
    await page.locator('.stage').waitFor()
    const named = () => page.locator('.placebar').getByRole('button', { name: /^Network / }).innerText()
    const before = await named()
    await startFrom(page, 'blank')
    await expect.poll(named).not.toBe(before)
    await studio.menu('Edit', 'Undo')
    await expect.poll(named).toBe(before)
  })
})
