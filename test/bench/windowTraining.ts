/// <reference lib="dom" />
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Page } from 'playwright'
import { runBar, train, untilReady } from '../e2e/acts'
import type { BrowserStudio } from '../e2e/browserStudio'
import { median, wait, whole, type Tell } from './figures'
import { LoneWindow } from './loneWindow'
import { memoryOf, processorTime, tellsProcesses, treeOf } from './processes'

/** Pictures a step of the first network on Shapes-10: short steps are shown by the handful, longer ones each; the longest are as those of a larger network. */
const SMALL_BATCH = 64
const LARGER_BATCH = 256
const LARGEST_BATCH = 1024
/** More than all of it takes. */
const EPOCHS = 400

/** From the click on Train to the first point, from the end of a step to its number on the screen, and what an open window takes from the training. */
export async function training(studio: BrowserStudio, tell: Tell): Promise<void> {
  const page = await studio.window()
  await fill(page, 'Epochs', EPOCHS)
  await fill(page, 'Batch size', LARGER_BATCH)
  await watchSteps(page)
  const clicked = Date.now()
  await runBar(page).getByRole('button', { name: /^Train/ }).click()
  await page.waitForFunction(() => (window as unknown as Seen).shown.length > 0, undefined, { polling: 20, timeout: 120_000 })
  const [first] = await page.evaluate(() => (window as unknown as Seen).shown)
  tell('click on Train to the first point', `${whole(first!.at - clicked)} ms`, '≤ 3,000 ms')

  const ended = await endsOfSteps(journalOf(studio.library), 15_000)
  const shown = await page.evaluate(() => (window as unknown as Seen).shown)
  const delays = ended.flatMap(({ step, at }) => {
    const found = shown.find((one) => one.step >= step)
    return found ? [Math.max(0, found.at - at)] : []
  })
  delays.sort((a, b) => a - b)
  const apart = median(ended.slice(1).map(({ at }, index) => at - ended[index]!.at))
  tell(`end of a step of ${whole(apart)} ms to the screen, 95th percentile of ${delays.length}`, `${whole(delays[Math.floor(delays.length * 0.95)]!)} ms`, '≤ 150 ms')
  await stop(page)
  await page.close()
  for (const batch of [SMALL_BATCH, LARGEST_BATCH]) {
    const starts = await studio.window()
    await fill(starts, 'Batch size', batch)
    await train(starts)
    await starts.close()
    await throughput(studio, tell)
    const last = await studio.window()
    await stop(last)
    await last.close()
  }
}

async function fill(page: Page, field: 'Batch size' | 'Epochs', value: number): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(String(value))
  await page.keyboard.press('Tab')
}

/** Steps a second with a window that shows the run, and with none, by turns; and what the window takes meanwhile. */
async function throughput(studio: BrowserStudio, tell: Tell): Promise<void> {
  const journal = journalOf(studio.library)
  const speeds = { with: [] as number[], without: [] as number[] }
  const drawing: number[] = []
  const memory: [window: number, studio: number][] = []
  for (let turn = 0; turn < 8 && running(studio.library); turn++) {
    const window = turn % 2 ? undefined : await LoneWindow.open(studio.address)
    await window?.steer((page) => runBar(page).locator('button').first().click())
    await wait(3000)
    const pids = window && tellsProcesses ? treeOf(window.pid) : []
    const [before, taken, start] = [steps(journal), processorTime(pids), performance.now()]
    await wait(8000)
    const seconds = (performance.now() - start) / 1000
    speeds[window ? 'with' : 'without'].push((steps(journal) - before) / seconds)
    if (pids.length) {
      drawing.push((processorTime(pids) - taken) / seconds)
      memory.push([memoryOf(pids), memoryOf(treeOf(studio.pid))])
    }
    await window?.close()
  }
  const [together, alone] = [median(speeds.with), median(speeds.without)]
  tell(`steps of ${whole(1000 / alone)} ms a second with the window open, against none`, `${together.toFixed(2)} / ${alone.toFixed(2)} = ${((100 * together) / alone).toFixed(1)} %`, '≥ 99 %')
  if (!drawing.length) return
  tell("processor's time of the window while it shows a training", `${whole(median(drawing))} ms a second`, '≤ 20 ms')
  const [browser, rest] = [0, 1].map((which) => whole(median(memory.map((each) => each[which]!)) / 1e6))
  tell('memory with the window open', `${browser} MB of the browser, ${rest} MB of the studio with what trains`, '')
}

async function stop(page: Page): Promise<void> {
  await runBar(page).getByText('Ready to train').or(runBar(page).getByRole('button', { name: 'Stop' })).first().waitFor()
  if (await runBar(page).getByRole('button', { name: 'Stop' }).isVisible()) await runBar(page).getByRole('button', { name: 'Stop' }).click()
  await untilReady(page)
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

/** The run that began last. */
function folderOf(library: string): string {
  const runs = join(library, 'runs')
  const [newest] = readdirSync(runs).sort((a, b) => Number(/\d+$/.exec(b)) - Number(/\d+$/.exec(a)))
  return join(runs, newest!)
}

const journalOf = (library: string) => join(folderOf(library), 'metrics.jsonl')

const steps = (journal: string) => readFileSync(journal, 'utf8').split('\n').filter((line) => line.includes('"t":"step"')).length

function running(library: string): boolean {
  const record = join(folderOf(library), 'run.json')
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
