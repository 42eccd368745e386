/** Who this window is, and whose copy it begins as. */
export interface WindowName {
  readonly window: string
  readonly like?: string
}

const KEPT = 'window'
/** Milliseconds in which a page that is loaded anew lets go of its name. */
const LEAVING = 1000

/**
 * The word by which this window is known. The browser keeps it over a reload, and for a tab that is closed and taken back. A tab that was duplicated has the
 * word of the other one too: as that is held by it, this one takes a word of its own, and is like the other at first.
 */
export async function windowName(): Promise<WindowName> {
  const kept = sessionStorage.getItem(KEPT)
  if (kept !== null && (await held(kept))) return { window: kept }
  const window = crypto.randomUUID()
  await held(window)
  sessionStorage.setItem(KEPT, window)
  return kept === null ? { window } : { window, like: kept }
}

/** Holds a name for the life of the page; false where another page holds it. */
function held(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = navigator.locks.request(`window ${name}`, { signal: AbortSignal.timeout(LEAVING) }, () => {
      resolve(true)
      return new Promise(() => undefined)
    })
    asked.catch(() => resolve(false))
  })
}
