import type { Engine } from '#electron/engine/engine'
import { writeSafetensors } from '#electron/formats/safetensors'
import { weightsFileParts } from '#electron/formats/weightsFile'
import { random } from '#shared/base/random'
import { pytorchSource } from '#shared/code/pytorch'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { sizeOf } from '#shared/ops/ops'
import { defaultPlan } from '#shared/plan/plan'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sampleWeights } from '../helpers/samples'
import type { Judge, Verdict } from './judge'

/** Writes a network's source and weights as a person gets them, and asks PyTorch to load both and to answer the same pictures. */
export async function judgeSource(judge: Judge, engine: Engine, graph: Graph, { folder, count, train }: { folder: string; count: number; train: boolean }): Promise<Verdict> {
  const { input, classes, logits, placed } = factsOf(graph)
  const [channels, height, width] = input as [number, number, number]
  const source = random(7)
  const facts = { channels, height, width, mean: new Array<number>(channels).fill(0), deviation: new Array<number>(channels).fill(1) }
  const weights = sampleWeights(graph, source)
  const images = Float32Array.from({ length: count * sizeOf(input) }, () => source.normal())
  const program = await engine.compile(graph, { ...defaultPlan, batch: count }, facts)
  let answers: Float32Array
  try {
    program.writeWeights(weights)
    answers = placed.at(-1)!.node.id === logits ? program.evaluate({ count, images, labels: new Int32Array(count) }).logits : program.predict(images, count)
  } finally {
    program.dispose()
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'model.py'), pytorchSource(graph).text)
  await writeFile(join(folder, 'weights.safetensors'), Buffer.concat(weightsFileParts(weights, { graph, images: facts, classes: [] })))
  await writeFile(join(folder, 'images.safetensors'), Buffer.concat(writeSafetensors(new Map([
    ['images', { shape: [count, ...input], data: channelsFirst(images, count, input as [number, number, number]) }],
    ['answers', { shape: [count, classes], data: answers }],
  ]))))
  const verdict = await judge.ask({ ask: 'source', folder, train })
  await rm(folder, { recursive: true })
  return verdict
}

/** [count, height, width, channels], as a program is fed, to [count, channels, height, width]. */
function channelsFirst(images: Float32Array, count: number, [channels, height, width]: readonly [number, number, number]): Float32Array {
  const turned = new Float32Array(images.length)
  const map = height * width
  for (let picture = 0; picture < count; picture++)
    for (let pixel = 0; pixel < map; pixel++)
      for (let channel = 0; channel < channels; channel++)
        turned[(picture * channels + channel) * map + pixel] = images[(picture * map + pixel) * channels + channel]!
  return turned
}
