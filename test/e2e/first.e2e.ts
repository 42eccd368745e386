import { describe, expect } from 'vitest'
import { spotted } from '../electron/datasets/import/pictures'
import { runBar, stop } from './acts'
import { drop, paste } from './drop'
import { inStudio } from './inStudio'
import { lostIn } from './narrow'

const it = inStudio({ toured: false })

describe('a first start', () => {
  it('leads from one click to a network that is trained, evaluated, tried and exported', async ({ page }) => {
    await page.getByRole('heading', { name: 'Train your first network' }).waitFor()
    await page.getByRole('button', { name: 'Train VGG16-BN small on Shapes-10' }).click()
    // The second epoch has the weights of the first behind it; stopping keeps them.
    await runBar(page).getByText('2 of 7').waitFor({ timeout: 200_000 })
    await stop(page)

    await page.keyboard.press('Control+4')
    await page.locator('.main').getByRole('button', { name: 'Evaluate' }).click()
    await page.getByRole('grid', { name: 'Confusion matrix' }).waitFor({ timeout: 120_000 })

    await page.keyboard.press('Control+5')
    await page.locator('.main').getByRole('button', { name: 'Test picture' }).click()
    await page.locator('.side').getByText('Strength').waitFor({ timeout: 60_000 })
    await expect.poll(() => page.locator('.answer').count()).toBe(10)
    // A picture of the person's own has no true label; it is let go over the place, or pasted.
    const labelled = () => page.locator('.side .said .badge').count()
    expect(await labelled()).toBe(1)
    await drop(page, { name: 'mine.png', type: 'image/png', bytes: spotted(20, 48) })
    await expect.poll(labelled, { timeout: 30_000 }).toBe(0)
    await page.locator('.main').getByRole('button', { name: 'Test picture' }).or(page.locator('.placebar').getByRole('button', { name: /Test picture/ })).first().click()
    await expect.poll(labelled, { timeout: 30_000 }).toBe(1)
    await paste(page, { name: 'image.png', type: 'image/png', bytes: spotted(200, 40, 64) })
    await expect.poll(labelled, { timeout: 30_000 }).toBe(0)
    await drop(page, { name: 'letter.png', type: 'image/png', bytes: 'Dear reader' })
    await page.locator('.main [role="alert"]').getByText(/\.$/).first().waitFor({ timeout: 30_000 })

    await page.keyboard.press('Control+6')
    await page.getByRole('button', { name: 'Export all' }).click()
    await expect.poll(() => page.getByText('Read back and compared').count(), { timeout: 120_000 }).toBe(4)
  })

  it('is a first start only once', async ({ page }) => {
    await page.locator('.placebar').getByRole('heading', { name: 'Train' }).waitFor({ timeout: 30_000 })
    expect(await page.getByRole('heading', { name: 'Train your first network' }).count()).toBe(0)
  })
  it('has all of it at 1024 × 700 too, with no control cut off or covered, in both languages and both themes', async ({ studio, page }) => {
    await studio.resize(page, 1024, 700)
    const lost: string[] = []
    const seen = new Set<string>()
    for (const [language, theme, ground] of [['简体中文', '深色', 'dark'], ['English', 'Light', 'light']] as const) {
      await page.keyboard.press('Control+,')
      for (const choice of [language, theme]) await page.locator('.segmented').getByText(choice, { exact: true }).click()
      await page.locator(`html[data-theme="${ground}"]`).waitFor()
      for (const key of ['1', '2', '3', '4', '5', '6', ',']) {
        await page.keyboard.press(`Control+${key}`)
        const place = page.locator('.rail [aria-current="page"]')
        await expect.poll(async () => (await place.innerText()).trim() === (await page.locator('.placebar h1').first().textContent())).toBe(true)
        const name = await place.innerText()
        seen.add(name)
        lost.push(...(await lostIn(page)).map((one) => `${name}: ${one}`))
      }
    }
    // Six places and the settings, by their names in two languages.
    expect(seen.size).toBe(14)
    expect(lost).toEqual([])
  })
})
