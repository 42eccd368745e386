import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showGraph } from '#shared/graph/parse'
import { presets } from '#shared/presets/index'
import { named, rename } from './networkName'
import { closeScreen, ElectronStudio, home, runBar } from './electronStudio'

describe('the studio in Electron', () => {
  let studio: ElectronStudio
  let place: Awaited<ReturnType<typeof home>>
  beforeAll(async () => {
    place = await home()
    studio = await ElectronStudio.open(place.folder)
  })
  afterAll(async () => {
    if (studio) {
      await studio.answer(0).catch(() => undefined)
      await studio.quit()
    }
    closeScreen()
    await place.remove()
  })

  it('opens one window, from the app itself, in which a first network can be trained', async () => {
    const page = await studio.window()
    expect(page.url()).toBe('app://studio/')
    expect(studio.app.windows()).toHaveLength(1)
    expect(studio.takeFaults()).toEqual([])
  })

  it('gives its page nothing of Node or Electron, no other pages and nothing from elsewhere', async () => {
    const coming = studio.app.waitForEvent('window')
    await studio.menu('File', 'New Window')
    const page = await studio.window(coming)
    expect(await page.evaluate("['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis)")).toEqual([])
    expect(await page.evaluate("window.open('https://example.org/')")).toBe(null)
    expect(await page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'came', () => 'refused')")).toBe('refused')
    expect(await page.evaluate("fetch('app://studio/../electron/main.cjs').then(({ status }) => status)")).toBe(404)
    expect(await page.evaluate("navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)")).toBe('denied')
    for (const address of ['https://example.org/', 'file:///etc/hostname']) {
      await page.evaluate(`location.href = '${address}'`)
      expect(await page.evaluate('new Promise((later) => setTimeout(() => later(location.href), 300))')).toBe('app://studio/')
    }
    await page.close()
    expect(studio.app.windows()).toHaveLength(1)
    studio.takeFaults()
  })

  it('says in its settings that the engine computes', async () => {
    const page = await studio.window()
    await page.keyboard.press('Control+,')
    await page.getByText(/^Engine: TensorFlow .* it loads and computes$/).waitFor({ timeout: 60_000 })
    await page.getByText('oneDNN: on').or(page.getByText('oneDNN: off')).first().waitFor()
    await page.keyboard.press('Control+3')
    expect(studio.takeFaults()).toEqual([])
  })

  it('trains a first network at one click, and says so to the system', async () => {
    const page = await studio.window()
    await runBar(page).getByRole('button', { name: /^Train/ }).click()
    await runBar(page).getByText('images/s').waitFor({ timeout: 60_000 })
    await expect.poll(() => runBar(page).innerText()).toMatch(/Loss\s+\d\.\d+/)
    await page.locator('canvas').first().waitFor()
    expect(await studio.app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)))).toBe(true)
    expect(studio.takeFaults()).toEqual([])
  })

  it('shows the same run in a second window', async () => {
    const coming = studio.app.waitForEvent('window')
    await studio.menu('File', 'New Window')
    const second = await studio.window(coming)
    await runBar(second).getByText('images/s').waitFor({ timeout: 60_000 })
    await second.close()
    expect(studio.app.windows()).toHaveLength(1)
    expect(studio.takeFaults()).toEqual([])
  })

  it('does not quit while a network is trained unless the person says so', async () => {
    const page = await studio.window()
    await studio.answer(1)
    await studio.app.evaluate(({ app }) => app.quit())
    await expect.poll(() => studio.asked()).toMatchObject([{ message: 'A network is being trained', buttons: ['Save and Quit', 'Cancel'] }])
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
    await expect.poll(() => studio.asked()).toMatchObject([{ message: 'A network is being trained' }])
    await runBar(page).getByText('images/s').waitFor()
  })

  it('tells that the process that trains was killed, and the run can go on', async () => {
    const page = await studio.window()
    await studio.killTrainer()
    await page.getByText('cut off').first().waitFor({ timeout: 60_000 })
    await page.getByText(/SIGKILL/).first().waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Go on', exact: true }).first().click()
    await runBar(page).getByText('images/s').waitFor({ timeout: 60_000 })
    expect(studio.takeFaults()).toEqual([])
  })

  it('offers to load a window anew whose page has died, while training goes on', async () => {
    const page = await studio.window()
    await studio.answer(0)
    const crashed = page.waitForEvent('crash')
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer())
    await crashed
    await expect.poll(() => studio.asked()).toMatchObject([{ message: 'This window stopped working' }])
    await expect.poll(() => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.querySelector("footer:last-of-type")?.innerText ?? ""') as Promise<string>), { timeout: 30_000 }).toMatch(/images\/s/)
  })

  it('saves what is trained when it quits, and finds all again at the next start', async () => {
    await studio.answer(0)
    await studio.quit()
    const runs = join(place.library, 'runs')
    const [id] = await readdir(runs)
    const record = JSON.parse(await readFile(join(runs, id!, 'run.json'), 'utf8')) as { state: string; last?: { step: number } }
    expect(record.state).toBe('stopped')
    expect(record.last).toBeDefined()

    studio = await ElectronStudio.open(place.folder)
    const page = await studio.window()
    await page.keyboard.press('Control+3')
    await page.getByText('Live', { exact: true }).first().click()
    await page.getByText('stopped').first().waitFor()
    expect(await studio.asked()).toEqual([])
    expect(studio.takeFaults()).toEqual([])
  })

  it('opens a network by a second start, in the app that runs already', async () => {
    const file = join(place.folder, 'mine.vggs')
    await writeFile(file, showGraph({ ...presets['lenet-5'].build(32, 10), name: 'A network of mine' }))
    expect(await ElectronStudio.again(place.folder, [file])).toBe(0)
    const page = await studio.window()
    await page.getByText('A network of mine').first().waitFor()
    expect(studio.app.windows()).toHaveLength(1)
    expect(studio.takeFaults()).toEqual([])
  })

  it('gives each window its own desk, and finds all of them again at the next start', async () => {
    const first = await studio.window()
    await rename(first, 'First')
    const coming = studio.app.waitForEvent('window')
    await studio.menu('File', 'New Window')
    const second = await studio.window(coming)
    await named(second, 'First').waitFor()
    await rename(second, 'Second')
    await second.reload()
    await named(second, 'Second').waitFor()
    await studio.quit()

    studio = await ElectronStudio.open(place.folder)
    await expect.poll(() => studio.app.windows().length).toBe(2)
    const [one, two] = await Promise.all(studio.app.windows().map((page) => studio.window(page)))
    const names = await Promise.all([one!, two!].map((page) => page.locator('.placebar').getByRole('button', { name: /^Network / }).innerText()))
    expect(names.toSorted()).toEqual(['First', 'Second'])

    // A window that is closed does not come back while others are there.
    await (names[0] === 'Second' ? one! : two!).close()
    await studio.quit()
    studio = await ElectronStudio.open(place.folder)
    await named(await studio.window(), 'First').waitFor()
    expect(studio.app.windows()).toHaveLength(1)
    expect(studio.takeFaults()).toEqual([])
  })

  it('does by its menu what the window does by its keys', async () => {
    const page = await studio.window()
    await studio.menu('View', 'Evaluate')
    await page.getByRole('heading', { name: 'Evaluate' }).first().waitFor()
    await rename(page, 'Renamed')
    await studio.menu('Edit', 'Undo')
    await named(page, 'First').waitFor()
    expect(studio.takeFaults()).toEqual([])
  })
})
