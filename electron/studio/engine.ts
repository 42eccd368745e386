import { chooseDevice } from '#electron/engine/setup/device'
import { diagnose } from '#electron/engine/setup/doctor'
import { readMachine } from '#electron/engine/setup/machine'
import type { Outside } from '#electron/engine/setup/outside'
import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import type { Engines } from './engines'

/** The engine: what the doctor says, and getting one. `bundled` is the folder of the engine that comes with the app, if it has one. */
export function engineHandlers(engines: Engines, outside: Outside, bundled?: string): Handlers<StudioContract>['engine'] {
  return {
    async doctor() {
      const { facts, ready } = diagnose(await readMachine(outside, bundled))
      const device = await chooseDevice('auto', outside, bundled).then((chosen) => chosen.device, () => 'cpu' as const)
      return { ready, device, facts: [...facts] }
    },
    async watch(_input, teller, { signal }) {
      engines.changes.add((now) => teller.event(now), signal)
      teller.snapshot(await engines.look())
    },
    get: async ({ kind }) => (await engines.get(kind), {}),
    cancel: async () => (await engines.cancel(), {}),
    remove: async ({ kind }) => (await engines.remove(kind), {}),
  }
}
