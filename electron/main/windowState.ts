import { writeAtomic } from '#electron/files/atomic'
import { app, screen, type BrowserWindow, type Rectangle } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const whole = v.pipe(v.number(), v.integer())
const placeSchema = v.object({ x: whole, y: whole, width: whole, height: whole, maximized: v.boolean() })
type Place = v.InferOutput<typeof placeSchema>

/** The least that a window can be used at. */
export const least = { width: 900, height: 600 }
const first = { width: 1280, height: 800 }
/** So many pixels a further window stands off from the one before. */
const STEP = 28

const file = () => join(app.getPath('userData'), 'place.json')

/** Where a window goes: off the one that is there, or where the last was closed, if a screen still shows that. */
export function placeFor(other: BrowserWindow | undefined): { bounds: Partial<Rectangle> & typeof first; maximized: boolean } {
  if (other) {
    const { x, y, width, height } = other.getNormalBounds()
    return { bounds: { x: x + STEP, y: y + STEP, width, height }, maximized: false }
  }
  const kept = read()
  if (!kept || !screen.getAllDisplays().some(({ workArea }) => holdsTitle(workArea, kept))) return { bounds: first, maximized: false }
  const { maximized, ...bounds } = kept
  return { bounds: { ...bounds, width: Math.max(least.width, bounds.width), height: Math.max(least.height, bounds.height) }, maximized }
}

/** Notes where a window is, for the next start. A place that cannot be written is no loss worth a word. */
export async function keepPlace(window: BrowserWindow): Promise<void> {
  const place: Place = { ...window.getNormalBounds(), maximized: window.isMaximized() }
  await writeAtomic(file(), JSON.stringify(place)).catch(() => undefined)
}

function read(): Place | undefined {
  try {
    const parsed = v.safeParse(placeSchema, JSON.parse(readFileSync(file(), 'utf8')))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** Whether enough of the window's upper edge is there to be taken hold of. */
function holdsTitle(area: Rectangle, { x, y, width }: Rectangle): boolean {
  return x + width > area.x + 100 && x < area.x + area.width - 100 && y >= area.y && y < area.y + area.height - 50
}
