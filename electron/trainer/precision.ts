import type { Batch, ImageFacts } from '#electron/engine/engine'
import { realOutside, type Outside } from '#electron/engine/setup/outside'
import { fastPrecision, processorFlags } from '#electron/engine/setup/processor'
import { phrase, type Phrase } from '#shared/base/phrase'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { sizeOf } from '#shared/ops/ops'
import type { Plan } from '#shared/plan/plan'
import type { Host } from './host'
import { knownTrial, rememberTrial } from './trials'

/** What is trained, as far as its speed depends on it. */
interface Subject {
  readonly graph: Graph
  readonly plan: Plan
  readonly images: ImageFacts
}

/** Steps of a trial: the first makes TensorFlow's plans and touches its memory. */
const UNTIMED = 1
const TIMED = 3
/** A trial takes so few pictures that its step has about so many multiply-adds: half a second on two cores. */
const TRIAL_WORK = 20e9
/** What is less than this is noise, and float32 keeps more of every number. */
const WORTH_IT = 1.1

/**
 * The plan in a precision that is settled: where the plan leaves it open, what a few steps of each show to be fast, which is told in a sentence and kept for
 * the next time that this network is trained at this batch here. Stopped meanwhile it leaves the plan as it is.
 */
export async function settled({ graph, plan, images }: Subject, host: Host, outside: Outside = realOutside()): Promise<Plan> {
  if (plan.precision !== 'auto') return plan
  const found = await fastest({ graph, plan, images }, host, outside)
  if (!found) return plan
  host.emit({ type: 'note', text: found.why })
  return { ...plan, precision: found.precision }
}

async function fastest(subject: Subject, host: Host, outside: Outside): Promise<{ precision: 'float32' | 'bfloat16'; why: Phrase } | undefined> {
  if (host.device === 'gpu') return { precision: 'float32', why: phrase('precisionOfProcessors') }
  switch (fastPrecision(await processorFlags(outside))) {
    case 'float32':
      return { precision: 'float32', why: phrase('precisionWithoutInstructions') }
    case undefined:
      return { precision: 'float32', why: phrase('precisionUntold') }
  }
  const known = await knownTrial(subject, host.engine, outside)
  const times = known ?? (await trial(subject, host))
  if (!times) return undefined
  if (!known) await rememberTrial(subject, host.engine, outside, times)
  const ratio = times.float32 / times.bfloat16
  const precision = ratio >= WORTH_IT ? 'bfloat16' : 'float32'
  return { precision, why: phrase('precisionTried', { precision, ratio: ratio.toFixed(1) }) }
}

/** Milliseconds of a step in each precision, or nothing when it was stopped meanwhile; one program after the other, so that memory holds only one. */
async function trial(subject: Subject, host: Host): Promise<{ float32: number; bfloat16: number } | undefined> {
  host.emit({ type: 'preparing', what: 'trying float32 and bfloat16' })
  const float32 = await timed(subject, 'float32', host)
  const bfloat16 = float32 && (await timed(subject, 'bfloat16', host))
  return bfloat16 ? { float32, bfloat16 } : undefined
}

/** Milliseconds of the fastest of a few steps with fresh weights and grey pictures; 0 when it was stopped meanwhile. */
async function timed({ graph, plan, images }: Subject, precision: Plan['precision'], host: Host): Promise<number> {
  // In the network's own size throughout, which most epochs have.
  const program = await host.engine.compile(graph, { ...plan, sizes: [], precision }, images)
  const batch = greyBatch(graph, plan.batch, images)
  let least = Infinity
  try {
    for (let step = 0; step < UNTIMED + TIMED; step++) {
      if (await host.stopping()) return 0
      const start = performance.now()
      program.step(batch, { learningRate: 0, step })
      if (step >= UNTIMED) least = Math.min(least, performance.now() - start)
    }
  } finally {
    program.dispose()
  }
  return least
}

function greyBatch(graph: Graph, most: number, { height, width, channels }: ImageFacts): Batch {
  const fitting = Math.round(TRIAL_WORK / Math.max(1, factsOf(graph).total.multiplyAdds))
  const count = Math.min(most, Math.max(2, fitting))
  return { count, images: new Uint8Array(sizeOf([count, height, width, channels])).fill(128), labels: new Int32Array(count) }
}
