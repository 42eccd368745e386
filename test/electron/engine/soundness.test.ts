import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '#electron/engine/engine'
import { random } from '#shared/base/random'
import { check } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { apply, applyAll } from '#shared/graph/edits'
import { defaultPlan } from '#shared/plan/plan'
import { documents, editOf, graphOf, wishes } from '../../helpers/documents'
import { engines } from '../../helpers/engine'
import { graphs } from '../../helpers/graphs'
import { sampleBatch, samplePictures, sampleWeights } from '../../helpers/samples'

/** Mends a network as far as it offers to be mended. */
function mended(graph: Graph): Graph {
  let now = graph
  for (let round = 0; round < 12; round++) {
    const fix = check(now, { classes: 4 }).problems.find((problem) => problem.fix)?.fix
    if (!fix) break
    now = applyAll(now, fix.edits)
  }
  return now
}

/** Sound networks to which somebody has done a few things, some of them mended, and networks of anything. */
const changed = fc
  .tuple(graphs, fc.array(wishes.map(([first]) => first), { maxLength: 4 }), fc.boolean())
  .map(([start, wanted, mend]) => {
    const graph = wanted.reduce((now, wish) => {
      const edit = wish && editOf(now, wish)
      return edit ? apply(now, edit) : now
    }, start)
    return mend ? mended(graph) : graph
  })
const networks = fc.oneof({ weight: 5, arbitrary: changed }, { weight: 1, arbitrary: documents.map(mended) })

/** A map of one pixel has as many numbers as a vector, and once was taken for it. */
const pixelTimesVector = graphOf(
  [['in', 'input', { height: 3, width: 3 }], ['pool', 'globalAveragePool'], ['vector', 'flatten'], ['product', 'multiply'], ['conv', 'conv2d', { filters: 3 }], ['flat', 'flatten'], ['fc', 'dense', { units: 2 }]],
  'in>pool', 'pool>vector', 'pool>product', 'vector>product.1', 'product>conv', 'conv>flat', 'flat>fc')

/** TensorFlow's optimiser puts a SiLU into the convolution before it, and once stumbled over what came next. */
const leakyAfterSilu = graphOf(
  [['in', 'input', { height: 3, width: 3 }], ['conv', 'conv2d', { filters: 2 }], ['silu', 'silu'], ['leaky', 'leakyRelu'], ['flat', 'flatten'], ['fc', 'dense', { units: 2 }]],
  'in>conv', 'conv>silu', 'silu>leaky', 'leaky>flat', 'flat>fc')

describe.each(engines)('the check and the engine $name', ({ open }) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
  })

  it('are of one mind: what is sound compiles and runs, what is refused does not compile', async () => {
    const seen = { sound: 0, refused: 0 }
    await fc.assert(fc.asyncProperty(networks, async (graph) => {
      const { sound, problems, classes } = check(graph)
      if (!sound) {
        seen.refused++
        const { code } = problems.find(({ severity }) => severity === 'error')!
        const pictures = { channels: 3, height: 8, width: 8, mean: [0, 0, 0], deviation: [1, 1, 1] }
        await expect(engine.compile(graph, defaultPlan, pictures)).rejects.toMatchObject({ code })
        return
      }
      seen.sound++
      const program = await engine.compile(graph, defaultPlan, samplePictures(graph))
      const source = random(1)
      program.writeWeights(sampleWeights(graph, source))
      const batch = sampleBatch(graph, 2, { images: 'bytes', labels: 'indices' }, source)
      expect(program.step(batch, { learningRate: 0.01, step: 0, gradientNorm: true }).loss).toBeTypeOf('number')
      expect(program.evaluate(batch).logits).toHaveLength(2 * classes!)
      program.dispose()
    }), { seed: 9, numRuns: 120, examples: [[pixelTimesVector], [leakyAfterSilu]] })
    expect(Math.min(seen.sound, seen.refused)).toBeGreaterThan(20)
  })
})
