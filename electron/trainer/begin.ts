import type { Program } from '#electron/engine/engine'
import type { Pictures } from '#electron/images/pictures'
import type { Run } from '#electron/runs/record'
import { readStart, START } from '#electron/runs/start'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { firstKernel } from '#shared/plan/whitening'
import { join } from 'node:path'
import type { Host } from './host'
import { whiten } from './whiten'

interface Beginning {
  readonly folder: string
  readonly run: Run
  /** The pictures, and the numbers of those that train. */
  readonly pictures: Pictures
  readonly training: Uint32Array
}

/** Gives fresh weights their values before the first step: those that the run starts from, and filters that whiten where the plan wants them and no others were given. */
export async function begin(program: Program, { folder, run, pictures, training }: Beginning, host: Host): Promise<void> {
  const { graph, plan, start, data } = run
  if (!start) return whiten(program, graph, plan, pictures, training, data.images)
  const given = await readStart(folder)
  if (!given) throw problem('fileMissing', { path: join(folder, START) })
  program.writeWeights(new Map([...program.readWeights(), ...given.weights]))
  if (plan.whitening === 0) return
  if (!given.weights.has(firstKernel(graph).name)) return whiten(program, graph, plan, pictures, training, data.images)
  host.emit({ type: 'note', text: phrase('keepsFilters', { name: start.name }) })
}
