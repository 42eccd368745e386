import fs from 'node:fs'
import path from 'node:path'
import { realOutside, type Outside } from '#electron/engine/setup/outside'
import type { Pin } from '#electron/engine/setup/pins'

/** A made-up computer in a temporary folder: its own home, its own few commands, and an index that offers one tiny wheel. */
export interface World {
  readonly home: string
  /** The only folder on its PATH. */
  readonly commands: string
  /** The fake Node that tries an engine. */
  readonly node: string
  readonly packages: string
  readonly pin: Pin
  /** What the wheel's libraries hold, by their names in the engine's folder. */
  readonly libraries: Readonly<Record<string, string>>
}

/** The folders of a world's engines. */
export const enginesOf = (world: World) => path.join(world.home, '.local/share/vgg-studio/engine')
/** Where a world's engine is when it is installed. */
export const targetOf = (world: World) => path.join(enginesOf(world), '2.21.0-cpu')
/** The lines that fake commands wrote to the world's log, such as `download`. */
export const logOf = (world: World) => {
  const file = path.join(world.home, 'log')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : []
}

/** The world as the set-up sees it: 64-bit Linux on x64, whatever runs the tests. */
export function outsideOf({ home, commands, node, packages }: Omit<World, 'pin' | 'libraries'>, changes: Partial<Outside> = {}): Outside {
  const person = { platform: 'linux' as const, environment: { PATH: commands, HOME: home, ...changes.environment }, home }
  return {
    ...realOutside(person),
    arch: 'x64', glibc: '2.36', system: 'Test Linux 1', administrator: false, node,
    freeSpace: () => Promise.resolve(1e12), packageFolder: name => path.join(packages, name), ...changes, environment: person.environment,
  }
}
