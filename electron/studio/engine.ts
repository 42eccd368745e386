import { diagnose } from '#electron/engine/setup/doctor'
import { installEngine } from '#electron/engine/setup/install'
import { readMachine } from '#electron/engine/setup/machine'
import { realOutside } from '#electron/engine/setup/outside'
import { pinFor } from '#electron/engine/setup/supported'
import { chooseDevice } from '#electron/engine/setup/device'
import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'

/** Set-up tells its stages as lines; so many there are at most, and the one that is under way counts as the next. */
const STAGES = 5

/** The engine: what the doctor says, and setting one up. `bundled` is the folder of the engine that comes with the app, if it has one. */
export function engineHandlers(bundled?: string): Handlers<StudioContract>['engine'] {
  return {
    async doctor() {
      const outside = realOutside()
      const { facts, ready } = diagnose(await readMachine(outside))
      const device = await chooseDevice('auto', outside, bundled).then((chosen) => chosen.device, () => 'cpu' as const)
      return { ready, device, lines: facts.map(({ about, state, text, fix }) => ({ good: state !== 'missing', text: `${about}: ${text}`, hint: fix ?? '' })) }
    },
    async setUp({ gpu }, teller, { signal }) {
      const outside = realOutside()
      const stop = new AbortController()
      signal.addEventListener('abort', () => stop.abort())
      teller.snapshot({})
      let done = 0
      const tell = {
        line: (text: string) => teller.event({ doing: text.trim(), done: Math.min(++done, STAGES), of: STAGES }),
        progress: (text: string) => teller.event({ doing: text.trim(), done, of: STAGES }),
      }
      await installEngine({ pin: pinFor(gpu ? 'gpu' : 'cpu', outside), force: false, outside, tell, signal: stop.signal })
      teller.end()
    },
  }
}
