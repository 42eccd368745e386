/// <reference lib="dom" />
import { table } from '#electron/terminal/words'
import { showGraph } from '#shared/graph/parse'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type Page } from 'playwright'
import { BrowserStudio } from '../e2e/browserStudio'
import { deep } from './deep'
import { median, wait, whole, type Tell } from './figures'
import { training } from './windowTraining'

/**
 * The window in a real Chromium over a real server: start, first point, delay from a step to the screen, what an open window costs the training, the
 * editor with 200 layers, a grid of 60,000 pictures. A word names the folder of CIFAR-10's binary files; without it the grid is left out.
 */
async function main(): Promise<void> {
  const cifar = process.argv[2]
  const studio = await BrowserStudio.open()
  const rows: string[][] = [['what', 'measured', 'hold']]
  const tell = (what: string, measured: string, hold: string) => {
    rows.push([what, measured, hold])
    console.error(`${what}: ${measured} (${hold})`)
  }
  try {
    if (cifar) importSet(studio.library, cifar)
    tell('window usable', `${whole(median(await starts(studio)))} ms`, '≤ 1,000 ms')
    await training(studio, tell)
    await editor(studio, tell)
    if (cifar) await grid(studio, tell)
  } finally {
    await studio.close()
  }
  console.log(table(rows))
}

/**
 * Milliseconds from asking for the page to a window that can train, each in a browser's window of its own that is there already: what a browser does for a
 * new window of its own is not the studio's. The first one is left out.
 */
async function starts(studio: BrowserStudio): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < 6; round++) {
    const page = await studio.blank()
    await wait(1000)
    const start = performance.now()
    await studio.show(page)
    times.push(performance.now() - start)
    await page.context().close()
  }
  return times.slice(1)
}

/** Opening, an edit to the next frame, panning and zooming a network of 200 layers. */
async function editor(studio: BrowserStudio, tell: Tell): Promise<void> {
  const text = showGraph({ ...deep(200), name: 'Two hundred' })
  const page = await studio.window()
  await page.keyboard.press('Control+2')
  await page.locator('.layer-card').first().waitFor()
  const opened: number[] = []
  for (let round = 0; round < 3; round++) {
    // As a person lets a file go over the canvas.
    const dataTransfer = await page.evaluateHandle((content) => {
      const carried = new DataTransfer()
      carried.items.add(new File([content], 'deep.json', { type: 'application/json' }))
      return carried
    }, text)
    for (const type of ['dragenter', 'dragover']) await page.dispatchEvent('.stage', type, { dataTransfer })
    const start = await page.evaluate(() => Date.now())
    await page.dispatchEvent('.stage', 'drop', { dataTransfer })
    await page.getByText('Two hundred').first().waitFor()
    opened.push(await page.evaluate((from) => new Promise<number>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now() - from)))), start))
    await page.keyboard.press('Control+z')
    await wait(300)
  }
  await page.keyboard.press('Control+Shift+z')
  tell('opening 200 layers', `${whole(median(opened))} ms`, '≤ 700 ms')

  await page.locator('[data-layer="features.0"] .layer-card').click()
  tell('an edit of one of 200 layers to the frame that shows it', `${(await edits(page)).toFixed(1)} ms`, 'next frame')
  const box = (await page.locator('.stage').boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  tell('frames a second while panning', (await frames(page, async () => {
    for (let i = 0; i < 90; i++) await page.mouse.wheel(i % 60 < 30 ? 40 : -40, 0)
  })).toFixed(0), '≥ 55')
  await page.keyboard.down('Control')
  tell('frames a second while zooming', (await frames(page, async () => {
    for (let i = 0; i < 60; i++) await page.mouse.wheel(0, i % 20 < 10 ? -30 : 30)
  })).toFixed(0), '≥ 55')
  await page.keyboard.up('Control')
  await page.close()
}

/** Milliseconds from the key that changes a layer's filters to the end of the frame that shows what follows from it: the median. */
async function edits(page: Page): Promise<number> {
  const filters = page.getByRole('textbox', { name: 'Filters' })
  await filters.waitFor()
  const times: number[] = []
  for (let round = 0; round < 20; round++) {
    const shown = page.evaluate(() => new Promise<number>((done) => {
      document.addEventListener('input', ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp))), { once: true, capture: true })
    }))
    await filters.fill(String(17 + round))
    times.push(await shown)
    await page.getByText(`${17 + round} × 32 × 32`).first().waitFor()
  }
  return median(times)
}

/** Scrolling through all of CIFAR-10's training pictures. */
async function grid(studio: BrowserStudio, tell: Tell): Promise<void> {
  const page = await studio.window()
  await page.keyboard.press('Control+1')
  await page.getByRole('button', { name: /CIFAR-10/ }).first().click()
  await page.getByText('Grid', { exact: true }).first().click()
  const box = (await page.locator('.open').first().boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await wait(1000)
  const session = await page.context().newCDPSession(page)
  const rate = await frames(page, async () => {
    for (let i = 0; i < 240; i++) await page.mouse.wheel(0, 700)
  })
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  tell('frames a second while scrolling 50,000 pictures', rate.toFixed(0), '≥ 55')
  tell('heap of the window after it', `${whole(usedSize / 1e6)} MB`, '≤ 300 MB')
  await page.close()
}

/** Frames a second that the page draws while something is done. */
async function frames(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen = window as unknown as Counted
    seen.count = 0
    const own = (seen.turn = (seen.turn ?? 0) + 1)
    const next = () => {
      if (seen.turn !== own) return
      seen.count++
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  const start = performance.now()
  await act()
  const seconds = (performance.now() - start) / 1000
  return (await page.evaluate(() => {
    const seen = window as unknown as Counted
    seen.turn++
    return seen.count
  })) / seconds
}

/** How many frames were drawn; each count has a turn of its own, so that one that ended does not count into the next. */
interface Counted {
  count: number
  turn: number
}

function importSet(library: string, folder: string): void {
  const { status } = spawnSync(process.execPath, [join(process.cwd(), 'dist', 'electron', 'terminal.cjs'), 'data', 'import', folder], { env: { ...process.env, VGG_STUDIO_LIBRARY: library }, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('CIFAR-10 could not be brought in')
}

main().catch((thrown: unknown) => {
  console.error(thrown)
  process.exitCode = 1
})
