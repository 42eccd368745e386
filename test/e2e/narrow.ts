import type { Page } from 'playwright'

/** Controls that the window is too small for: what sticks out of it, is cut off by what it lies in, has no room for its own words, or lies under another. What a person scrolls to is there. */
export async function lostIn(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const lost: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) lost.push('the page is wider than the window')
    if (document.documentElement.scrollHeight > innerHeight) lost.push('the page is higher than the window')

    const scrolls = (overflow: string, inside: number, frame: number) => (overflow === 'auto' || overflow === 'scroll') && inside > frame
    /** What an element can be scrolled in, else the document; and what cuts it off on the way there. */
    const frameOf = (control: Element): { frame: Element; cutBy?: Element } => {
      const box = control.getBoundingClientRect()
      for (let frame = control.parentElement; frame; frame = frame.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(frame)
        if (overflowX === 'visible' && overflowY === 'visible') continue
        const [across, down] = [scrolls(overflowX, frame.scrollWidth, frame.clientWidth), scrolls(overflowY, frame.scrollHeight, frame.clientHeight)]
        const edge = frame.getBoundingClientRect()
        if ((!across && (box.left < edge.left - 1 || box.right > edge.right + 1)) || (!down && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1))) return { frame, cutBy: frame }
        if (across || down) return { frame }
      }
      const outside = box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1
      return { frame: document.documentElement, ...(outside && { cutBy: document.documentElement }) }
    }
    const named = (control: Element) => `${control.className} ${control.textContent?.trim().slice(0, 60) || control.getAttribute('aria-label')}`
    // The drawing of a network is moved about in its frame, and its cards with it. What is two pixels wide at most is there for those who listen. What shows under the mouse alone counts.
    const shown = [...document.querySelectorAll('button, input, a, [role="combobox"], [role="tab"], [role="radio"], [role="switch"], [role="slider"]')].filter(
      (control) => getComputedStyle(control).visibility === 'visible' && control.getBoundingClientRect().width > 2 && !control.closest('.stage'),
    )
    const together = new Map<Element, Element[]>()
    for (const control of shown) {
      const { frame, cutBy } = frameOf(control)
      if (cutBy) lost.push(`${named(control)}: cut off by ${cutBy.className || cutBy.tagName}`)
      if (control.matches('button') && control.scrollWidth > control.clientWidth + 1) lost.push(`${named(control)}: its words take ${control.scrollWidth} pixels of ${control.clientWidth}`)
      const box = control.getBoundingClientRect()
      const before = together.get(frame) ?? []
      for (const other of before) {
        const its = other.getBoundingClientRect()
        const apart = its.right < box.left + 1 || its.left > box.right - 1 || its.bottom < box.top + 1 || its.top > box.bottom - 1
        if (!apart && !other.contains(control)) lost.push(`${named(control)}: overlaps ${named(other)}`)
      }
      together.set(frame, [...before, control])
    }
    return lost
  })
}
