import { openReference } from '#electron/engine/reference/engine'
import { openNative } from './native'
import { serve } from './serve'
import { workload } from './workload'

/** Steps of the reference engine: tfjs-core op by op, on the native backend. */
async function main(): Promise<void> {
  await openNative()
  const { graph, plan, pictures, parameters, batch } = workload()
  const engine = await openReference('tensorflow')
  const program = await engine.compile(graph, plan, pictures)
  let step = 0
  await serve({ what: 'tfjs-core reference', parameters }, async () => program.step(batch, { learningRate: plan.learningRate, step: step++ }))
}

void main()
