import type { Locator, Page } from 'playwright'

/** The bar at the window's foot, which says what runs. */
export const runBar = (page: Page): Locator => page.locator('footer').last()

/** Starts a training and waits until its speed is known. */
export async function train(page: Page): Promise<void> {
  await runBar(page).getByRole('button', { name: /^Train/ }).click()
  await untilTraining(page)
}

export async function untilTraining(page: Page): Promise<void> {
  await runBar(page).getByText('images/s').waitFor({ timeout: 60_000 })
}

/** Stops the training, which keeps its weights. */
export async function stop(page: Page): Promise<void> {
  await runBar(page).getByRole('button', { name: 'Stop' }).click()
  await untilReady(page)
}

export async function untilReady(page: Page): Promise<void> {
  await runBar(page).getByText('Ready to train').waitFor({ timeout: 60_000 })
}

/** Puts this network on the desk, by its name in the palette. */
export async function startFrom(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(`#${name}`)
  await page.keyboard.press('Enter')
}
