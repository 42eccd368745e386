import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { noRules } from '#electron/engine/tensorflow/ops/convolution/rules'
import type { Plan } from '#shared/plan/plan'
import { serve } from './serve'
import { workload } from './workload'

/** Steps of our engine; the process's third argument is the precision, and a fourth, `plain`, leaves the rules for convolutions out. */
async function main(): Promise<void> {
  const precision = process.argv[4] as Plan['precision']
  const plain = process.argv[5] === 'plain'
  const { graph, plan, pictures, parameters, batch } = workload()
  const program = await openTensorFlow(process.env.VGG_STUDIO_ENGINE!, plain ? noRules : undefined).compile(graph, { ...plan, precision }, pictures)
  let step = 0
  await serve({ what: `VGG Studio ${precision}${plain ? ', plain forms' : ''}`, parameters }, async () => {
    const before = program.nativeMilliseconds
    const { loss } = program.step(batch, { learningRate: plan.learningRate, step: step++ })
    return { loss, nativeMs: program.nativeMilliseconds - before }
  })
}

void main()
