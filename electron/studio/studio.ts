import { chooseDevice } from '#electron/engine/setup/device'
import { realOutside } from '#electron/engine/setup/outside'
import { trialOf } from '#electron/engine/setup/proof'
import { thisPerson } from '#electron/files/places'
import { Library } from '#electron/runs/library'
import { environmentFor } from '#electron/trainer/start'
import { plain, problem, type ProblemData, type StudioProblem } from '#shared/base/problem'
import { askArea } from '#shared/contract/ask'
import type { Client, Handlers } from '#shared/contract/contract'
import { dataArea } from '#shared/contract/data'
import { exportArea } from '#shared/contract/export'
import { forward } from '#shared/contract/forward'
import type { StudioContract } from '#shared/contract/studio'
import { trainerContract } from '#shared/contract/trainer'
import { Desks } from './desks'
import { engineHandlers } from './engine'
import { Engines } from './engines'
import { installIn } from './installer'
import { Listeners } from './listeners'
import { Networks } from './networks'
import { Resting } from './resting'
import { runsHandlers } from './runs'
import { KeptSettings } from './settings'
import { endInWords, trainerDied, type Program, type Spawner } from './spawner'
import { Supervised, type ProcessState } from './supervised'
import { trainHandlers } from './train'
import { Turns, type DeviceWord } from './turns'

type AppHandlers = Handlers<StudioContract>['app']

/** What only the host of the studio can do: Electron has dialogs, a server does not. */
export interface Outside {
  readonly version: string
  /** The folder of the engine that comes with the app, if it has one. */
  readonly bundledEngine?: string
  readonly choose?: AppHandlers['choose']
  readonly showInFolder?: (path: string) => void
}

export interface StudioOptions {
  /** The library's folder; it need not exist yet. */
  readonly library: string
  readonly spawner: Spawner
  readonly outside: Outside
  /** Seconds after which a run is saved in the middle of an epoch too. */
  readonly saveEvery?: number
}

/** The studio as its host has it. */
export interface Studio {
  readonly handlers: Handlers<StudioContract>
  /** Tells whenever a run begins, comes on or ends: the run's name and how far it is, or nothing while none is under way. */
  onBusy(listener: (busy: { readonly id: string; readonly share: number } | undefined) => void): void
  /** Saves what is under way and ends every process; the queue is kept. */
  close(): Promise<void>
}

/** The processes that are kept alive; the others end with their work. */
type Kept = Exclude<Program, 'installer'>

interface ProcessTold {
  readonly process: Kept
  readonly state: ProcessState
  readonly problem?: ProblemData
}

/** Opens a studio on a library: answers all that a window may ask, by itself or through the processes that it starts when they are first wanted. */
export function openStudio({ library: folder, spawner, outside, saveEvery = 300 }: StudioOptions): Studio {
  const library = new Library(folder)
  const computer = realOutside(thisPerson(), spawner.trial)
  const settings = new KeptSettings(folder)
  const desks = new Desks(folder)
  const networks = new Networks(folder)
  const processes = new Map<Kept, ProcessTold>((['trainer', 'datasets'] as const).map((process) => [process, { process, state: 'idle' }]))
  const told = new Listeners<ProcessTold>()
  const tell = (process: Kept) => (state: ProcessState, problem?: StudioProblem) => {
    const now = { process, state, ...(problem && { problem: plain(problem) }) }
    processes.set(process, now)
    told.tell(now)
  }

  const startTrainer = async (device: DeviceWord) => {
    const chosen = await chooseDevice(device, computer, outside.bundledEngine)
    return spawner.start('trainer', { ...environmentFor(chosen, device === 'gpu'), VGG_STUDIO_LIBRARY: folder })
  }
  const trainer = new Supervised({ contract: trainerContract, start: startTrainer, died: trainerDied, changed: tell('trainer') })
  // A second one answers questions, so that a training is never held up by them. Its end concerns only whoever asked, and they are told.
  const answerer = new Supervised({ contract: { ask: askArea }, start: startTrainer, died: trainerDied, changed: () => undefined })
  // Exports are compared on the processor, whose numbers are whole: a GPU may round what it multiplies.
  const exporter = new Supervised({ contract: { export: exportArea }, start: startTrainer, died: trainerDied, changed: () => undefined })
  const datasets = new Supervised({
    contract: { data: dataArea },
    start: (_wanted: 'so') => spawner.start('datasets', { VGG_STUDIO_LIBRARY: folder }),
    died: (exit) => problem('datasetsDied', { how: endInWords(exit) }),
    changed: tell('datasets'),
  })

  const turns = new Turns({
    library,
    saveEvery,
    trainer: async (device) => {
      const { client, exit } = await trainer.client(device)
      return { trainer: client.trainer, exit }
    },
  })
  turns.next()
  const engines = new Engines({
    outside: computer,
    bundled: outside.bundledEngine,
    install: installIn({ start: () => spawner.start('installer', {}), trial: trialOf(computer), bundled: outside.bundledEngine }),
    inUse: () => turns.busy !== undefined,
    changed: () => [trainer, answerer, exporter].forEach((process) => process.renew()),
  })

  const exports = forward(exportArea, async () => (await exporter.client('cpu')).client.export as Client<{ area: typeof exportArea }>['area'])
  const rest = new Resting(() => void exporter.rest())
  const exporting: typeof exports = {
    async write(input, teller, context) {
      const over = rest.begin(context.signal)
      const end: typeof teller.end = (problem) => (over(), teller.end(problem))
      try {
        await exports.write(input, { ...teller, end }, context)
      } catch (thrown) {
        over()
        throw thrown
      }
    },
  }

  const app: AppHandlers = {
    about: () => ({ version: outside.version, library: folder, platform: process.platform, dialogs: outside.choose !== undefined }),
    processes: (_input, teller, { signal }) => {
      teller.snapshot([...processes.values()])
      told.add((event) => teller.event(event), signal)
    },
    settings: async (_input, teller, { signal }) => {
      settings.changes.add((now) => teller.event(now), signal)
      teller.snapshot(await settings.read())
    },
    // Whoever has windows of its own, with a menu, answers this itself.
    wishes: (_input, teller) => teller.snapshot({}),
    changeSettings: async (change) => (await settings.change(change), {}),
    choose: (input, context) => {
      if (!outside.choose) throw problem('noDialogs')
      return outside.choose(input, context)
    },
    showInFolder: ({ path }) => {
      if (!outside.showInFolder) throw problem('noDialogs')
      outside.showInFolder(path)
      return {}
    },
    openNetwork: async ({ path }) => ({ graph: await networks.open(path) }),
    saveNetwork: async ({ path, graph, known }) => (await networks.save(path, graph, known), {}),
    keepNetwork: async ({ name, graph }) => (await networks.keep(name, graph), {}),
    recentNetworks: async (_input, teller, { signal }) => {
      networks.changes.add((recent) => teller.event([...recent]), signal)
      teller.snapshot([...(await networks.recent())])
    },
    openRecent: async ({ id }) => ({ graph: await networks.openRecent(id) }),
    readDesk: ({ window, like }) => desks.read(window, like),
    writeDesk: async ({ window, desk }) => (await desks.write(window, desk), {}),
  }

  return {
    handlers: {
      app,
      engine: engineHandlers(engines, computer, outside.bundledEngine),
      runs: runsHandlers(library, turns),
      train: trainHandlers(library, turns),
      data: forward(dataArea, async () => (await datasets.client('so')).client.data as Client<{ area: typeof dataArea }>['area']),
      ask: forward(askArea, async () => (await answerer.client('auto')).client.ask as Client<{ area: typeof askArea }>['area']),
      export: exporting,
    },
    onBusy(listener) {
      turns.happenings.add(({ type }) => {
        if (type !== 'now' && type !== 'summary') return
        const { busy } = turns
        listener(busy && { id: busy.id, share: shareOf(busy.now) })
      })
    },
    async close() {
      await turns.close()
      await Promise.all([engines.cancel(), trainer.close(), answerer.close(), exporter.close(), datasets.close()])
    },
  }
}

function shareOf({ epoch, epochs, step, steps }: { epoch: number; epochs: number; step: number; steps: number }): number {
  return epochs && steps ? Math.min(1, (Math.max(0, epoch - 1) + step / steps) / epochs) : 0
}
