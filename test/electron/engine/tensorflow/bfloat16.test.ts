import { beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '#electron/engine/engine'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { engineFolder } from '../../../helpers/engine'
import { readGolden } from '../../../helpers/golden'
import { difference, largest, tooFar } from '../../../helpers/near'

describe('in bfloat16 the TensorFlow engine', () => {
  let engine: Engine
  beforeAll(() => {
    engine = openTensorFlow(engineFolder())
  })

  // bfloat16 has 8 bits: each rounding is off by up to 0.4 percent, and some follow one another.
  it.each(['layers', 'maps'].flatMap(readGolden))("stays near PyTorch's float64 for $name", async ({ graph, plan, pictures, start, steps, evaluation }) => {
    const program = await engine.compile(graph, { ...plan, precision: 'bfloat16' }, pictures)
    program.writeWeights(start)
    const { batch, learningRate, loss, weights } = steps[0]!
    expect(Math.abs(program.step(batch, { learningRate, step: 0 }).loss / loss - 1)).toBeLessThan(0.015)
    expect(tooFar(program.readWeights(), weights, { relative: 0.06, absolute: 0.01, since: start })).toEqual([])
    expect(difference(program.evaluate(batch).logits, evaluation.logits) / largest(evaluation.logits)).toBeLessThan(0.05)
    program.dispose()
  })
})
