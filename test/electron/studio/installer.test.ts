import { realOutside } from '#electron/engine/setup/outside'
import { trialOf } from '#electron/engine/setup/proof'
import { installIn } from '#electron/studio/installer'
import { forkSpawner, type Started } from '#electron/studio/spawner'
import type { SetUpStage } from '#shared/contract/engine'
import fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { command, makeWorld } from '../engine/setup/makeWorld'
import { enginesOf, type World } from '../engine/setup/world'

/** The real process, on the real pins, in a made-up world whose index has only begun to answer. */
function installing(world: World) {
  const stages: SetUpStage[] = []
  const started: Started[] = []
  const environment = { PATH: world.commands, HOME: world.home, XDG_DATA_HOME: join(world.home, '.local/share') }
  const install = installIn({
    trial: trialOf(realOutside()),
    start() {
      const one = forkSpawner(join('dist', 'electron')).start('installer', environment)
      started.push(one)
      return one
    },
  })
  return { ...install('cpu', (stage) => stages.push(stage)), stages, started }
}
const left = (world: World) => (fs.existsSync(enginesOf(world)) ? fs.readdirSync(enginesOf(world)) : [])

describe.runIf(process.platform === 'linux')('the process that sets an engine up', () => {
  it('tells how far the download is, and leaves nothing when it is given up', async () => {
    const world = makeWorld()
    command(world, 'g++', 'echo "g++ 12"')
    fs.writeFileSync(join(world.home, 'hold'), '')
    const { done, stop, stages } = installing(world)
    const ended = done.catch((thrown: unknown) => thrown)
    await expect.poll(() => stages.at(-1)?.done, { timeout: 20_000 }).toBe(50_000)
    expect(stages.at(-1)).toMatchObject({ doing: 'download', of: 273_829_956 })
    expect(left(world)).toHaveLength(1)
    await stop()
    expect(await ended).toBeDefined()
    expect(left(world)).toEqual([])
  })

  it('tells how it ended when it is killed', async () => {
    const world = makeWorld()
    fs.writeFileSync(join(world.home, 'hold'), '')
    const { done, stages, started } = installing(world)
    const ended = done.catch((thrown: unknown) => thrown)
    await expect.poll(() => stages.length, { timeout: 20_000 }).toBeGreaterThan(0)
    started[0]!.kill()
    expect(await ended).toMatchObject({ code: 'installerDied', sentence: 'The process that set the engine up ended (it was ended by SIGKILL); no half-made engine is left.' })
    fs.rmSync(join(world.home, 'hold'))
  })

  it('tells what the computer lacks', async () => {
    const world = makeWorld()
    fs.rmSync(join(world.commands, 'python3'))
    await expect(installing(world).done).rejects.toMatchObject({ code: 'pythonMissing' })
  })
})
