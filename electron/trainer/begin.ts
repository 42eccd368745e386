import type { ImageFacts, Program } from '#electron/engine/engine'
import type { Pictures } from '#electron/images/pictures'
import type { StartWeights } from '#electron/runs/start'
import { phrase } from '#shared/base/phrase'
import type { Graph } from '#shared/graph/document'
import type { Plan } from '#shared/plan/plan'
import { firstKernel } from '#shared/plan/whitening'
import type { Host } from './host'
import { whiten } from './whiten'

interface Beginning {
  readonly graph: Graph
  readonly plan: Plan
  readonly images: ImageFacts
  /** Absent where all weights begin at random. */
  readonly start: StartWeights | undefined
  /** The pictures, and the numbers of those that train. */
  readonly pictures: Pictures
  readonly training: Uint32Array
}

/** Gives fresh weights their values before the first step: those that are started from, and filters that whiten where the plan wants them and no others were given. */
export function begin(program: Program, { graph, plan, images, start, pictures, training }: Beginning, host: Host): void {
  if (start) program.writeWeights(new Map([...program.readWeights(), ...start.weights]))
  if (plan.whitening === 0) return
  if (!start?.weights.has(firstKernel(graph).name)) return whiten(program, graph, plan, pictures, training, images)
  host.emit({ type: 'note', text: phrase('keepsFilters', { name: start.record.name }) })
}
