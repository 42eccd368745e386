import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBar, Studio } from './studio'

describe('the studio in a browser', () => {
  let studio: Studio
  const faults: string[] = []
  beforeAll(async () => {
    studio = await Studio.open()
  })
  afterAll(async () => {
    await studio.close()
  })

  it('trains a first network at one click, in every window that looks', async () => {
    const page = await studio.window(faults)
    await page.getByRole('textbox', { name: 'Epochs' }).fill('1')
    await page.keyboard.press('Tab')
    await runBar(page).getByRole('button', { name: /^Train/ }).click()
    await runBar(page).getByText('images/s').waitFor({ timeout: 60_000 })
    const other = await studio.window(faults)
    await other.getByText('VGG16-BN small').first().waitFor()
    await runBar(page).getByText('Ready to train').waitFor({ timeout: 180_000 })
    await runBar(other).getByText('Ready to train').waitFor()
    await other.close()
    await page.close()
    expect(faults).toEqual([])
  })

  it("starts from a run's best weights, with the head alone at first", async () => {
    const page = await studio.window(faults)
    await page.keyboard.press('Control+3')
    await page.getByText('Plan', { exact: true }).first().click()
    await page.getByRole('combobox', { name: 'Start from' }).click()
    await page.getByRole('option', { name: /, best$/ }).click()
    await page.getByText(/^(\d+) of \1 tensors are taken over\.$/).waitFor({ timeout: 60_000 })
    await page.getByRole('switch', { name: 'Train only the head at first' }).click()
    await runBar(page).getByRole('button', { name: /^Train/ }).click()
    await runBar(page).getByText('images/s').waitFor({ timeout: 60_000 })
    await page.locator('.side').getByText(/step \d+\. (\d+) of \1 tensors are taken over\./).waitFor()
    await runBar(page).getByRole('button', { name: 'Stop' }).click()
    await runBar(page).getByText('Ready to train').waitFor({ timeout: 60_000 })
    await page.close()
    expect(faults).toEqual([])
  })

  it('shows what the trained network took for what', async () => {
    const page = await studio.window(faults)
    await page.keyboard.press('Control+4')
    await page.locator('.main').getByRole('button', { name: 'Evaluate' }).click()
    await page.getByRole('grid', { name: 'Confusion matrix' }).waitFor({ timeout: 120_000 })
    await page.close()
    expect(faults).toEqual([])
  })

  it('edits the network by hand: adds a layer, breaks it, takes it all back', async () => {
    const page = await studio.window(faults)
    await page.keyboard.press('Control+2')
    await page.locator('[data-layer="features.0"] .layer-card').click()
    const layers = () => page.locator('.totals b').first().innerText()
    const before = Number(await layers())
    await page.keyboard.press('a')
    await page.getByRole('combobox', { name: 'Find a layer' }).fill('dropout')
    await page.keyboard.press('Enter')
    await expect.poll(async () => Number(await layers())).toBe(before + 1)
    await page.locator('[data-layer="features.7"] .layer-card').click()
    await page.getByRole('textbox', { name: 'Groups' }).fill('3')
    await page.locator('.placebar').getByRole('button', { name: /1 problem/ }).waitFor()
    await runBar(page).getByText('Cannot train yet').waitFor()
    await page.locator('[data-layer="features.0"] .layer-card').click()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => Number(await layers())).toBe(before)
    await runBar(page).getByText('Ready to train').waitFor()
    await page.close()
    expect(faults).toEqual([])
  })

  it("brings a person's own pictures in, by the path that is typed", async () => {
    const page = await studio.window(faults)
    const pets = await studio.plantPictures({ cat: 3, dog: 3 })
    await page.keyboard.press('Control+1')
    await page.locator('.placebar').getByRole('button', { name: /Open pictures/ }).click()
    await page.getByRole('textbox', { name: 'Path on this computer' }).fill(pets)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Pets' }).first().waitFor({ timeout: 30_000 })
    await page.getByText('6 pictures').first().waitFor({ timeout: 30_000 })
    await page.close()
    expect(faults).toEqual([])
  })

  it('tells that the process that trains is gone, and goes on from what was saved', async () => {
    const page = await studio.window(faults)
    await page.keyboard.press('Control+3')
    await page.getByText('Plan', { exact: true }).first().click()
    await page.getByRole('textbox', { name: 'Epochs' }).fill('4')
    await page.keyboard.press('Tab')
    await runBar(page).getByRole('button', { name: /^Train/ }).click()
    await runBar(page).getByText('images/s').waitFor({ timeout: 60_000 })
    studio.killTrainer()
    await page.getByText('cut off').first().waitFor({ timeout: 60_000 })
    await page.close()
    expect(faults).toEqual([])
  })
})
