/// <reference lib="dom" />
import { table } from '#electron/terminal/words'
import { showGraph } from '#shared/graph/parse'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Page } from 'playwright'
import { runBar, Studio } from '../e2e/studio'
import { deep } from './deep'
import { median } from './figures'

/**
 * The window in a real Chromium over a real server: start, first point, delay from a step to the screen, what an open window costs the training, the
 * editor with 200 layers, a grid of 60,000 pictures. A word names the folder of CIFAR-10's binary files; without it the grid is left out.
 */
async function main(): Promise<void> {
  const cifar = process.argv[2]
  const studio = await Studio.open()
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

type Tell = (what: string, measured: string, hold: string) => void
const faults: string[] = []
const whole = (value: number) => Math.round(value).toLocaleString('en')

/** Milliseconds from asking for the page to a window that can train, each in a browser's context of its own; the first one is left out. */
async function starts(studio: Studio): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < 6; round++) {
    const start = performance.now()
    const page = await studio.window(faults)
    times.push(performance.now() - start)
    await page.context().close()
  }
  return times.slice(1)
}

/** From the click on Train to the first point, from the end of a step to its number on the screen, and the speed with and without a window. */
async function training(studio: Studio, tell: Tell): Promise<void> {
  const page = await studio.window(faults)
  await runBar(page).getByRole('button', { name: /^Train/ }).waitFor()
  await watchSteps(page)
  const clicked = Date.now()
  await runBar(page).getByRole('button', { name: /^Train/ }).click()
  await page.waitForFunction(() => (window as unknown as Seen).shown.length > 0, undefined, { polling: 20, timeout: 120_000 })
  const [first] = await page.evaluate(() => (window as unknown as Seen).shown)
  tell('click on Train to the first point', `${whole(first!.at - clicked)} ms`, '≤ 3,000 ms')

  const journal = journalOf(studio.library)
  const ended = await endsOfSteps(journal, 15_000)
  const shown = await page.evaluate(() => (window as unknown as Seen).shown)
  const delays = ended.flatMap(({ step, at }) => {
    const found = shown.find((one) => one.step >= step)
    return found ? [Math.max(0, found.at - at)] : []
  })
  delays.sort((a, b) => a - b)
  tell(`end of a step to the screen, 95th percentile of ${delays.length}`, `${whole(delays[Math.floor(delays.length * 0.95)]!)} ms`, '≤ 150 ms')

  const speeds = { with: [] as number[], without: [] as number[] }
  let open: Page | undefined = page
  for (let turn = 0; turn < 8 && running(studio.library); turn++) {
    await wait(1000)
    const before = steps(journal)
    const start = performance.now()
    await wait(8000)
    const rate = ((steps(journal) - before) / (performance.now() - start)) * 1000
    speeds[open ? 'with' : 'without'].push(rate)
    if (open) {
      await open.context().close()
      open = undefined
    } else open = await studio.window(faults)
  }
  const [together, alone] = [median(speeds.with), median(speeds.without)]
  tell('steps a second with the window open, against none', `${together.toFixed(2)} / ${alone.toFixed(2)} = ${((100 * together) / alone).toFixed(1)} %`, '≥ 99 %')
  const last = open ?? (await studio.window(faults))
  if (running(studio.library)) await runBar(last).getByRole('button', { name: 'Stop' }).click()
  await runBar(last).getByText('Ready to train').waitFor({ timeout: 60_000 })
  await last.context().close()
}

/** Opening, an edit to the next frame, panning and zooming a network of 200 layers. */
async function editor(studio: Studio, tell: Tell): Promise<void> {
  const text = showGraph({ ...deep(200), name: 'Two hundred' })
  const page = await studio.window(faults)
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

  await page.locator('.layer-card').first().click()
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
  await page.context().close()
}

/** Scrolling through all of CIFAR-10's training pictures. */
async function grid(studio: Studio, tell: Tell): Promise<void> {
  const page = await studio.window(faults)
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
  await page.context().close()
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

/** The steps that the page has shown, and when: the frame after the number was there. */
interface Seen {
  readonly shown: { readonly step: number; readonly at: number }[]
}

async function watchSteps(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = window as unknown as { shown: { step: number; at: number }[] }
    seen.shown = []
    const foot = [...document.querySelectorAll('footer')].at(-1)!
    let last = 0
    const look = () => {
      const found = /Step\s+([\d\s,.\u2009\u202f]+?)\s*\/\s*[\d\s,.\u2009\u202f]+/.exec(foot.textContent ?? '')
      const step = found ? Number(found[1]!.replace(/\D/g, '')) : 0
      if (step <= last) return
      last = step
      requestAnimationFrame(() => seen.shown.push({ step, at: Date.now() }))
    }
    new MutationObserver(look).observe(foot, { childList: true, subtree: true, characterData: true })
  })
}

function journalOf(library: string): string {
  const runs = join(library, 'runs')
  return join(runs, readdirSync(runs)[0]!, 'metrics.jsonl')
}

const steps = (journal: string) => readFileSync(journal, 'utf8').split('\n').filter((line) => line.includes('"t":"step"')).length

function running(library: string): boolean {
  const runs = join(library, 'runs')
  const record = join(runs, readdirSync(runs)[0]!, 'run.json')
  return existsSync(record) && (JSON.parse(readFileSync(record, 'utf8')) as { state: string }).state === 'running'
}

/** When each step of the first epoch ended, as the growth of its journal tells. */
async function endsOfSteps(journal: string, milliseconds: number): Promise<{ step: number; at: number }[]> {
  const ends: { step: number; at: number }[] = []
  let size = statSync(journal).size
  for (const start = performance.now(); performance.now() - start < milliseconds; await wait(2)) {
    const now = statSync(journal).size
    if (now === size) continue
    size = now
    const at = Date.now()
    const line = readFileSync(journal, 'utf8').trimEnd().split('\n').at(-1)!
    const { t, step, epoch } = JSON.parse(line) as { t: string; step: number; epoch: number }
    if (t === 'step' && epoch === 1) ends.push({ step, at })
  }
  return ends
}

function importSet(library: string, folder: string): void {
  const { status } = spawnSync(process.execPath, [join(process.cwd(), 'dist', 'electron', 'terminal.cjs'), 'data', 'import', folder], { env: { ...process.env, VGG_STUDIO_LIBRARY: library }, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('CIFAR-10 could not be brought in')
}

const wait = (milliseconds: number) => new Promise((later) => setTimeout(later, milliseconds))

main().catch((thrown: unknown) => {
  console.error(thrown)
  process.exitCode = 1
})
