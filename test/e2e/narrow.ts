import type { Page } from 'playwright'

/** Controls that the window is too small for: what sticks out of it, or is cut off by the bar that it lies in. */
export async function lostIn(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const lost: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) lost.push('the page is wider than the window')
    if (document.documentElement.scrollHeight > innerHeight) lost.push('the page is higher than the window')
    for (const bar of document.querySelectorAll('.titlebar, .placebar, .runbar, .rail, .panel-head')) {
      const frame = bar.getBoundingClientRect()
      for (const control of bar.querySelectorAll('button, [role="combobox"], input')) {
        const { left, right, top, bottom, width } = control.getBoundingClientRect()
        const cut = left < frame.left - 0.5 || right > frame.right + 0.5 || top < frame.top - 0.5 || bottom > frame.bottom + 0.5
        if (width > 0 && cut) lost.push(`${bar.className}: ${control.textContent?.trim() || control.getAttribute('aria-label')}`)
      }
      const shown = [...bar.querySelectorAll('button')].map((control) => control.getBoundingClientRect()).filter(({ width }) => width > 0).sort((a, b) => a.left - b.left)
      shown.forEach((box, i) => {
        const next = shown[i + 1]
        if (next && next.left < box.right - 0.5 && next.top < box.bottom - 0.5 && next.bottom > box.top + 0.5) lost.push(`${bar.className}: two controls overlap at ${Math.round(next.left)}`)
      })
    }
    return lost
  })
}
