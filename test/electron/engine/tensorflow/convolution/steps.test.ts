import { expect, it } from 'vitest'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { noRules, rulesFor, type Chosen } from '#electron/engine/tensorflow/ops/convolution/rules'
import { random } from '#shared/base/random'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { engineFolder } from '../../../../helpers/engine'
import { tooFar } from '../../../../helpers/near'
import { sampleBatch, samplePictures } from '../../../../helpers/samples'

const graph = presets['vgg16-bn-small'].build(32, 10)
const batch = sampleBatch(graph, 32, { images: 'bytes', labels: 'indices' }, random(1))

/** The weights after a few steps by these rules, and how often a rule was taken when the network was compiled. */
async function trained(rules: Chosen, precision: Plan['precision'], steps: number) {
  let taken = 0
  const counting: Chosen = (part, same) => {
    const rule = rules(part, same)
    if (rule) taken++
    return rule
  }
  const program = await openTensorFlow(engineFolder(), counting).compile(graph, { ...defaultPlan, batch: 32, precision }, samplePictures(graph))
  const start = program.readWeights()
  for (let step = 0; step < steps; step++) program.step(batch, { learningRate: 0.01, step })
  const weights = program.readWeights()
  program.dispose()
  return { taken, start, weights }
}

it.each(['avx512Bfloat16', 'amx'] as const)('training by the rules for %s gives the same bits each time', async (kind) => {
  const [first, second] = [await trained(rulesFor(kind), 'bfloat16', 3), await trained(rulesFor(kind), 'bfloat16', 3)]
  expect(first.taken).toBeGreaterThan(3)
  expect(second.weights).toEqual(first.weights)
})

it('and in float32 moves the weights as plain forms do', async () => {
  const [byRules, plain] = [await trained(rulesFor('avx512Bfloat16'), 'float32', 1), await trained(noRules, 'float32', 1)]
  expect([byRules.taken > 3, plain.taken]).toEqual([true, 0])
  // Now and then a value falls on the other side of a ReLU's corner.
  expect(tooFar(byRules.weights, plain.weights, { relative: 0.01, absolute: 1e-6, since: plain.start })).toEqual([])
})
