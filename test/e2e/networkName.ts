import type { Locator, Page } from 'playwright'

/** The name of the network on a window's desk, in the Model place. */
export const named = (page: Page, name: string): Locator => page.locator('.placebar').getByRole('button', { name: new RegExp(`^Network ${name}:`) })

/** Calls the network on a window's desk by another name, as a person does. */
export async function rename(page: Page, name: string): Promise<void> {
  // Of the tabs of one browser only the one in front is drawn, and can be clicked.
  await page.bringToFront()
  await page.keyboard.press('Control+2')
  await page.locator('.placebar').getByRole('button', { name: /^Network / }).click()
  await page.getByRole('menuitem', { name: 'Rename the network' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await named(page, name).waitFor()
}
