import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { runBar, startFrom, stop, train, untilReady, untilTraining } from './acts'
import { inStudio } from './inStudio'

const it = inStudio()

/** Far more epochs of a small network than a spec waits for. */
const EPOCHS = 300
const epochNow = async (page: Page) => Number(new RegExp(`(\\d+) of ${EPOCHS}`).exec(await runBar(page).innerText())?.[1] ?? 0)
/** Waits until an epoch has been trained and saved, and the next is under way; gives its number. */
async function untilSaved(page: Page): Promise<number> {
  await expect.poll(() => epochNow(page), { timeout: 120_000 }).toBeGreaterThan(1)
  return await epochNow(page)
}

async function toPlan(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  await page.getByText('Plan', { exact: true }).first().click()
}

describe('the studio', () => {
  it('trains at one click, in every window that looks, and stops by any of them', async ({ studio, page }) => {
    await startFrom(page, 'lenet-5')
    await toPlan(page)
    await page.getByRole('textbox', { name: 'Epochs' }).fill(String(EPOCHS))
    await page.keyboard.press('Tab')
    await train(page)
    await expect.poll(() => runBar(page).innerText()).toMatch(/Loss\s+\d\.\d+/)
    await page.locator('canvas').first().waitFor()
    const other = await studio.window()
    await other.getByText('LeNet-5').first().waitFor()
    await untilTraining(other)
    await untilSaved(other)
    await stop(other)
    await untilReady(page)
  })

  it('tells that the process that trains was killed, and the run goes on from what was saved', async ({ studio, page }) => {
    await train(page)
    const before = await untilSaved(page)
    await studio.killTrainer()
    await page.getByText('cut off').first().waitFor({ timeout: 60_000 })
    await page.getByText(/SIGKILL/).first().waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Go on', exact: true }).first().click()
    await untilTraining(page)
    await expect.poll(() => epochNow(page)).toBeGreaterThanOrEqual(before)
    await stop(page)
  })

  it('saves what is trained when it ends, and finds all again at the next start', async ({ studio, page }) => {
    await train(page)
    const before = await untilSaved(page)
    await studio.reopen()
    const runs = join(studio.library, 'runs')
    const [newest] = (await readdir(runs)).sort((a, b) => Number(/\d+$/.exec(b)) - Number(/\d+$/.exec(a)))
    expect(JSON.parse(await readFile(join(runs, newest!, 'run.json'), 'utf8'))).toMatchObject({ state: 'stopped', last: { step: expect.any(Number) as number } })

    const again = await studio.window()
    await toPlan(again)
    expect(await again.getByRole('textbox', { name: 'Epochs' }).inputValue()).toBe(String(EPOCHS))
    await again.getByText('Live', { exact: true }).first().click()
    await again.getByText('stopped').first().waitFor()
    await again.getByRole('button', { name: 'More', exact: true }).first().click()
    await again.getByRole('menuitem', { name: 'Go on', exact: true }).click()
    await untilTraining(again)
    await expect.poll(() => epochNow(again)).toBeGreaterThanOrEqual(before)
    await stop(again)
  })

  it("starts from a run's best weights, with the head alone at first", async ({ page }) => {
    await toPlan(page)
    await page.getByRole('combobox', { name: 'Start from' }).click()
    await page.getByRole('option', { name: /, best$/ }).first().click()
    await page.getByText(/^(\d+) of \1 tensors are taken over\.$/).waitFor({ timeout: 60_000 })
    await page.getByRole('switch', { name: 'Train only the head at first' }).click()
    await train(page)
    await page.locator('.side').getByText(/step \d+: (\d+) of \1 tensors are taken over\./).waitFor()
    await stop(page)
  })
})
