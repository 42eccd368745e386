import { writeAtomic } from '#electron/files/atomic'
import { id } from '#shared/contract/schemas'
import { app, screen, type BrowserWindow, type Rectangle } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const whole = v.pipe(v.number(), v.integer())
const keptWindow = v.object({ name: id, bounds: v.object({ x: whole, y: whole, width: whole, height: whole }), maximized: v.boolean() })
type KeptWindow = v.InferOutput<typeof keptWindow>

/** Where a window goes; without x and y as the system has it. */
export interface WindowPlace {
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number }
  readonly maximized: boolean
}

/** The least that a window can be used at. */
export const least = { width: 900, height: 600 }
const first = { width: 1280, height: 800 }
/** So many pixels a further window stands off from the one before. */
const STEP = 28

const file = () => join(app.getPath('userData'), 'windows.json')

/** Where a new window goes: off the one that the person is in. */
export function placeFor(other: BrowserWindow | undefined): WindowPlace {
  if (!other) return { bounds: first, maximized: false }
  const { x, y, width, height } = other.getNormalBounds()
  return { bounds: { x: x + STEP, y: y + STEP, width, height }, maximized: false }
}

/** The windows that were there last, by the names of their desks; each where it was, if a screen still shows that. None where that cannot be read. */
export function keptWindows(): (WindowPlace & { readonly name: string })[] {
  return read().map(({ name, bounds, maximized }) => {
    if (!screen.getAllDisplays().some(({ workArea }) => holdsTitle(workArea, bounds))) return { name, bounds: first, maximized: false }
    return { name, bounds: { ...bounds, width: Math.max(least.width, bounds.width), height: Math.max(least.height, bounds.height) }, maximized }
  })
}

let turn: Promise<void> = Promise.resolve()

/** Notes which windows are there, for the next start; what is noted last stands last. Windows that cannot be noted are no loss worth a word. */
export function keepWindows(windows: readonly KeptWindow[]): Promise<void> {
  turn = turn.then(() => writeAtomic(file(), JSON.stringify(windows)).catch(() => undefined))
  return turn
}

function read(): readonly KeptWindow[] {
  try {
    return v.parse(v.array(keptWindow), JSON.parse(readFileSync(file(), 'utf8')))
  } catch {
    return []
  }
}

/** Whether enough of the window's upper edge is there to be taken hold of. */
function holdsTitle(area: Rectangle, { x, y, width }: Rectangle): boolean {
  return x + width > area.x + 100 && x < area.x + area.width - 100 && y >= area.y && y < area.y + area.height - 50
}
