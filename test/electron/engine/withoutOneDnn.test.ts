import { describe, expect, it } from 'vitest'
import { loadBinding } from '#electron/engine/tensorflow/binding'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { hasWholeGradients } from '#electron/engine/tensorflow/gradients'
import { engineFolder } from '../../helpers/engine'
import { readGolden } from '../../helpers/golden'
import { expectEvaluation, expectSteps, oneStep } from '../../helpers/goldenSteps'

// TensorFlow asks for it when it is loaded, and a file of tests has a process of its own.
process.env.TF_ENABLE_ONEDNN_OPTS = '0'

describe('the TensorFlow engine without oneDNN', () => {
  it('has no gradients of grouped and dilated convolutions', () => {
    expect(hasWholeGradients(loadBinding(engineFolder()))).toBe(false)
  })

  it.each(['ops', 'layers', 'maps'].flatMap(readGolden))("computes PyTorch's losses and gradients for $name all the same", async (golden) => {
    const program = await openTensorFlow(engineFolder()).compile(golden.graph, golden.plan, golden.pictures)
    program.writeWeights(golden.start)
    expectSteps(program, golden, oneStep)
    expectEvaluation(program, golden)
    program.dispose()
  })
})
