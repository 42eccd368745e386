import type { Page } from 'playwright'

/** A file as a person lets it go over the window, or pastes it. */
export interface Carried {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array | string
}

/** Drags a file over the place that is open and lets it go. */
export async function drop(page: Page, file: Carried): Promise<void> {
  await hand(page, file, ['dragover', 'drop'], '.place')
}

/** Drags files and folders of this computer over the place that is open and lets them go, as the system's own window of files does. */
export async function dropPaths(page: Page, ...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { x, y, width, height } = (await page.locator('.place').first().boundingBox())!
  // Twice over it: the first draws what the place does with them, which they are over from then on.
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: x + width / 3, y: y + height / 2, data: { items: [], files, dragOperationsMask: 1 } })
  await session.detach()
}

/** Pastes a file, as a browser does after its keys. */
export async function paste(page: Page, file: Carried): Promise<void> {
  await hand(page, file, ['paste'], 'body')
}

async function hand(page: Page, { name, type, bytes }: Carried, events: readonly string[], at: string): Promise<void> {
  await page.locator(at).first().evaluate((target, carried) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(atob(carried.base64), (letter) => letter.charCodeAt(0))], carried.name, { type: carried.type }))
    for (const event of carried.events) target.dispatchEvent(event === 'paste' ? new ClipboardEvent(event, { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent(event, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, { name, type, base64: Buffer.from(bytes).toString('base64'), events })
}
