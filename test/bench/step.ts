import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import type { Plan } from '#shared/plan/plan'
import { serve } from './serve'
import { workload } from './workload'

/** Steps of our engine; the process's third argument is the precision. */
async function main(): Promise<void> {
  const precision = process.argv[4] as Plan['precision']
  const { graph, plan, pictures, parameters, batch } = workload()
  const program = await openTensorFlow(process.env.VGG_STUDIO_ENGINE!).compile(graph, { ...plan, precision }, pictures)
  let step = 0
  await serve({ what: `VGG Studio ${precision}`, parameters }, async () => {
    const before = program.nativeMilliseconds
    const { loss } = program.step(batch, { learningRate: plan.learningRate, step: step++ })
    return { loss, nativeMs: program.nativeMilliseconds - before }
  })
}

void main()
