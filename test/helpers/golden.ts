import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Batch, ImageFacts, Weight, Weights } from '#electron/engine/engine'
import { readSafetensors } from '#electron/formats/safetensors'
import type { Graph } from '#shared/graph/document'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import type { Extent } from '#shared/plan/sizes'
import { sizeAt } from '#shared/plan/stages'

/** A small network that PyTorch trained, with everything that came of it; test/fixtures/golden/make.py says what each value is. */
export interface Golden {
  readonly name: string
  readonly graph: Graph
  readonly plan: Plan
  readonly pictures: ImageFacts
  readonly start: Weights
  readonly steps: readonly {
    readonly batch: Batch
    readonly learningRate: number
    readonly epoch: number
    readonly loss: number
    readonly correct: number
    readonly gradientNorm: number
    readonly weights: Weights
  }[]
  /** After the last step. */
  readonly state: Weights
  /** Of the first batch, after the last step; `mirrored` is the mean with the logits of the mirrored pictures, `shifted` that over six views. */
  readonly evaluation: { readonly batch: Batch; readonly loss: number; readonly logits: Float32Array; readonly mirrored?: Float32Array; readonly shifted?: Float32Array }
}

/** The cases of a file of golden values, by its name without ending. */
export function readGolden(file: string): Golden[] {
  const path = (ending: string) => fileURLToPath(new URL(`../fixtures/golden/${file}.${ending}`, import.meta.url))
  const { cases } = JSON.parse(readFileSync(path('json'), 'utf8')) as { cases: Case[] }
  const { tensors } = readSafetensors(readFileSync(path('safetensors')), path('safetensors'))
  return cases.map((of) => golden(of, (name) => tensors.get(`${of.name}/${name}`)!, namesUnder(tensors, of.name)))
}

type Case = Pick<Golden, 'name' | 'graph' | 'pictures'> & {
  optimizer: Plan['optimizer']
  plan?: Partial<Plan>
  learningRates: number[]
  epochs?: number[]
  count: number
  images: 'bytes' | 'floats'
  labels: 'indices' | 'distributions'
  losses: number[]
  correct: number[]
  gradientNorms: number[]
  evaluationLoss: number
}

function golden({ name, graph, pictures, optimizer, learningRates, count, ...of }: Case, tensor: (name: string) => Weight, names: readonly string[]): Golden {
  const named = (folder: string, pick: (tensor: Weight) => Weight) =>
    new Map(names.filter((path) => path.startsWith(folder)).map((path) => [path.slice(folder.length), pick(tensor(path))]))
  const batches = Array.from({ length: tensor('images').shape[0]! }, (_, at): Batch => {
    const [images, labels] = [slice(tensor('images'), at).data, slice(tensor('labels'), at).data]
    return { count, images: of.images === 'bytes' ? Uint8Array.from(images) : images, labels: of.labels === 'indices' ? Int32Array.from(labels) : labels }
  })
  return {
    name, graph, pictures,
    plan: { ...defaultPlan, optimizer, ...of.plan },
    start: named('weights/', (all) => slice(all, 0)),
    steps: learningRates.map((learningRate, step) => ({
      batch: inSize(batches[step % batches.length]!, pictures, sizeAt(of.plan?.sizes ?? [], of.epochs?.[step] ?? 0)),
      learningRate,
      epoch: of.epochs?.[step] ?? 0,
      loss: of.losses[step]!,
      correct: of.correct[step]!,
      gradientNorm: of.gradientNorms[step]!,
      weights: named('weights/', (all) => slice(all, step + 1)),
    })),
    state: named('state/', (all) => all),
    evaluation: { batch: batches[0]!, loss: of.evaluationLoss, logits: tensor('logits').data, ...(of.plan && { mirrored: tensor('mirrored').data }), ...(of.plan?.sizes && { shifted: tensor('shifted').data }) },
  }
}

/** The upper left corners of a batch's pictures. */
function inSize(batch: Batch, { width, channels }: ImageFacts, size: Extent | undefined): Batch {
  if (!size) return batch
  const { images, count } = batch
  const [inRow, inPicture] = [width * channels, images.length / count]
  const cut = Array.from({ length: count * size.height }, (_, row) => {
    const begin = Math.floor(row / size.height) * inPicture + (row % size.height) * inRow
    return [...images.subarray(begin, begin + size.width * channels)]
  }).flat()
  return { ...batch, images: images instanceof Uint8Array ? Uint8Array.from(cut) : Float32Array.from(cut) }
}

/** One of the tensors that lie stacked along the first dimension. */
function slice({ shape, data }: Weight, at: number): Weight {
  const size = data.length / shape[0]!
  return { shape: shape.slice(1), data: data.slice(at * size, (at + 1) * size) }
}

function namesUnder(tensors: ReadonlyMap<string, Weight>, folder: string): string[] {
  return [...tensors.keys()].filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1))
}
