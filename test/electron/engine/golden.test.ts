import { describe, expect, it } from 'vitest'
import type { Program } from '#electron/engine/engine'
import { engines } from '../../helpers/engine'
import { readGolden, type Golden } from '../../helpers/golden'
import { expectEvaluation, expectSteps, oneStep, tenSteps } from '../../helpers/goldenSteps'
import { tooFar } from '../../helpers/near'

describe.each(engines)('the $name engine', ({ open }) => {
  const compile = async ({ graph, plan, pictures, start }: Golden): Promise<Program> => {
    const program = await (await open()).compile(graph, plan, pictures)
    program.writeWeights(start)
    return program
  }

  describe("computes PyTorch's losses, gradients and statistics for", () => {
    it.each(['ops', 'layers', 'maps'].flatMap(readGolden))('$name', async (golden) => {
      const program = await compile(golden)
      expectSteps(program, golden, oneStep)
      expectEvaluation(program, golden)
      expect([...program.readState().keys()], 'without momentum there is nothing to remember').toEqual([])
      program.dispose()
    })
  })

  describe("keeps to PyTorch's weights over many steps, and remembers the same, with", () => {
    const files = ['vgg-bn', 'vgg-bn-decay', 'vgg-bn-nesterov', 'vgg-bn-decay-nesterov', 'windows', 'plans', 'groups', 'muon', 'sizes', 'balance']
    it.each(files.flatMap(readGolden))('$name', async (golden) => {
      const program = await compile(golden)
      expectSteps(program, golden, tenSteps)
      expectEvaluation(program, golden)
      expect(tooFar(program.readState(), golden.state, tenSteps), 'state').toEqual([])
      program.dispose()
    })
  })
})
