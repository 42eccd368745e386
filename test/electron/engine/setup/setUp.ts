import fs from 'node:fs'
import { installEngine } from '#electron/engine/setup/install'
import type { Outside } from '#electron/engine/setup/outside'
import type { Teller } from '#electron/engine/setup/progress'
import { asProblem, type StudioProblem } from '#shared/base/problem'
import { enginesOf, outsideOf, type World } from './world'

/** What of a set-up is to be other than usual. */
export interface Changes {
  outside?: Partial<Outside>
  force?: boolean
  bundled?: string
  pin?: World['pin']
  signal?: AbortSignal
}

/** Sets up the world's engine; returns its folder and the lines that were told. */
export async function setUp(world: World, { outside = {}, force = false, bundled, pin = world.pin, signal = new AbortController().signal }: Changes = {}) {
  const lines: string[] = []
  const tell: Teller = { line: text => { lines.push(text) }, progress: () => undefined }
  const folder = await installEngine({ pin, force, bundled, outside: outsideOf(world, outside), tell, signal })
  return { folder, lines }
}

/** The problem in which a set-up of the world's engine ends. */
export async function problemOf(world: World, changes: Changes = {}): Promise<StudioProblem> {
  try {
    await setUp(world, changes)
  } catch (thrown) {
    return asProblem(thrown)
  }
  throw new Error('The set-up went well.')
}

/** What lies among the engines, hidden folders too. */
export const left = (world: World) => fs.existsSync(enginesOf(world)) ? fs.readdirSync(enginesOf(world)).sort() : []
