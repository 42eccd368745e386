import { openStudio, type Studio } from '#electron/studio/studio'
import { forkSpawner, type Started } from '#electron/studio/spawner'
import { connect } from '#shared/contract/client'
import type { Client } from '#shared/contract/contract'
import { memoryPorts } from '#shared/contract/memory'
import type { RunSummary } from '#shared/contract/runs'
import { serve } from '#shared/contract/server'
import { studioContract, type StudioContract } from '#shared/contract/studio'
import type { TrainingRequest } from '#shared/contract/train'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { join } from 'node:path'

/** A studio with a window, and the trainer that it started last. */
export interface House {
  readonly studio: Studio
  readonly client: Client<StudioContract>
  readonly trainers: Started[]
  /** Every summary of a run that the window was told, and the queue as it stands. */
  readonly told: { summaries: RunSummary[]; queue: string[] }
  window(): Client<StudioContract>
  /** Waits until what the window was told last of a run is so. */
  until(id: string, holds: (summary: RunSummary) => boolean): Promise<RunSummary>
}

/** Opens a studio on this library, with the bundles of the tests. `environment` is for its trainers alone. */
export async function openHouse(library: string, { saveEvery = 300, environment = {} }: { saveEvery?: number; environment?: Record<string, string> } = {}): Promise<House> {
  const spawner = forkSpawner(join('dist', 'electron'))
  const trainers: Started[] = []
  const studio = openStudio({
    library,
    saveEvery,
    outside: { version: '0.0.0' },
    spawner: {
      start(program, more) {
        const started = spawner.start(program, { ...more, ...environment })
        trainers.push(started)
        return started
      },
    },
  })
  const window = () => {
    const [ours, theirs] = memoryPorts()
    serve(studioContract, theirs, studio.handlers)
    return connect(studioContract, ours)
  }
  const client = window()
  const told: House['told'] = { summaries: [], queue: [] }
  const watchers = new Set<() => void>()
  await new Promise<void>((begun) => {
    client.runs.watch({}, {
      snapshot({ runs, queue }) {
        told.summaries.push(...runs)
        told.queue = queue
        begun()
      },
      event(event) {
        if (event.type === 'changed') told.summaries.push(event.run)
        if (event.type === 'queue') told.queue = event.queue
        for (const look of watchers) look()
      },
    })
  })
  return {
    studio, client, trainers, told, window,
    until: (id, holds) =>
      new Promise((found) => {
        const look = () => {
          const last = told.summaries.findLast((summary) => summary.id === id)
          if (!last || !holds(last)) return
          watchers.delete(look)
          found(last)
        }
        watchers.add(look)
        look()
      }),
  }
}

/** A training that takes a second or two: 8 steps an epoch. */
export function smallTraining(plan: Partial<Plan> = {}, pictures = 280): TrainingRequest {
  return {
    graph: presets['vgg16-bn-small'].build(32, 10), data: `shapes:${pictures}`, device: 'cpu',
    plan: { ...defaultPlan, batch: 32, epochs: 2, learningRate: 0.01, ...plan },
  }
}
