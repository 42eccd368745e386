/** Who this window is, and whose copy it begins as. */
export interface WindowName {
  readonly window: string
  readonly like?: string
}

const KEPT = 'window'
/** Milliseconds in which a tab that is closed lets go of its name. */
const LEAVING = 1000

/**
 * The word by which this window is known. The browser keeps it over a reload, and for a tab that is closed and taken back. A tab that was duplicated has the
 * word of the other one too: as that is held by it, this one takes a word of its own, and is like the other at first.
 */
export async function windowName(): Promise<WindowName> {
  const kept = sessionStorage.getItem(KEPT)
  if (kept !== null && (await isOurs(kept))) return { window: kept }
  const window = crypto.randomUUID()
  void hold(window)
  sessionStorage.setItem(KEPT, window)
  return kept === null ? { window } : { window, like: kept }
}

/** Whether no other page goes by this name. One that is loaded anew comes after itself, however long its former self takes to let go. */
async function isOurs(kept: string): Promise<boolean> {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (visit?.type !== 'reload') return await hold(kept, AbortSignal.timeout(LEAVING)).then(() => true, () => false)
  void hold(kept)
  return true
}

/** Holds a name for the life of the page; resolves when it does, and rejects where the signal comes before. */
function hold(name: string, signal?: AbortSignal): Promise<void> {
  return new Promise((begun, given) => {
    const asked = navigator.locks.request(`window ${name}`, signal ? { signal } : {}, () => {
      begun()
      return new Promise(() => undefined)
    })
    asked.catch(given)
  })
}
