import { statisticsOf } from '#electron/images/statistics'
import { classWeights, splitHoldOut } from '#electron/images/split'
import type { ImageFacts } from '#electron/engine/engine'
import { setWithChannels } from '#electron/images/channels'
import { bytesOfOne, type DataSet, type Pictures } from '#electron/images/pictures'
import type { Run } from '#electron/runs/record'
import { START } from '#electron/runs/start'
import { fileProblem } from '#electron/files/fileProblem'
import { type Phrase, phrase } from '#shared/base/phrase'
import { problem, StudioProblem } from '#shared/base/problem'
import type { StartRecord } from '#shared/contract/runs'
import type { Job } from '#shared/contract/trainer'
import { check, type CheckContext } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { refusePlan } from '#shared/plan/fits'
import { keptBytes } from '#shared/plan/memory'
import { imageNet, type Normalisation } from '#shared/plan/normalisation'
import type { Plan } from '#shared/plan/plan'
import { createHash } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import type { Host } from './host'

/** Which pictures train and which are held out; a function of the plan alone. */
export function splitOf(data: Pick<DataSet, 'training' | 'classes'>, plan: Plan): { training: Uint32Array; holdOut: Uint32Array } {
  return splitHoldOut(data.training.labels, data.classes.length, plan)
}

/** The data with pictures of as many channels as the network takes. Throws what is wrong with the network. */
export function seenBy(graph: Graph, data: DataSet): DataSet {
  return setWithChannels(data, factsOf(graph).input[0]!)
}

/** What a program must know of the pictures that this plan trains on; `trained`: how those were normalised that the start weights were trained on, if it is known. */
export function imageFacts({ training: pictures, classes }: DataSet, plan: Plan, trained?: Normalisation): ImageFacts {
  const { height, width, channels, labels } = pictures
  const { training } = splitOf({ training: pictures, classes }, plan)
  const weights = plan.balance === 'weights' && { classWeights: classWeights(labels, classes.length, training) }
  const normalisation = givenNormalisation(plan, trained) ?? statisticsOf(pictures, training)
  return { height, width, channels, ...normalisation, ...weights }
}

/** What pictures are normalised by where it is not their own mean and deviation. */
function givenNormalisation({ normalisation }: Plan, trained: Normalisation | undefined): Normalisation | undefined {
  switch (normalisation) {
    case 'start':
      return trained
    case 'imagenet':
      return imageNet
    case 'pictures':
      return undefined
  }
}

/** The record of a new run, which begins with these weights where there are any. Throws what keeps the network from this data, classesDiffer or channelsDiffer. */
export function newRun(job: Extract<Job, { kind: 'train' }>, data: DataSet, start: StartRecord | undefined, host: Host): Run {
  refuseTraining(job.graph, data, job.plan, host)
  return {
    format: 'vgg-studio-run',
    version: 1,
    state: 'running',
    graph: job.graph,
    plan: job.plan,
    ...(start && { start }),
    data: {
      source: job.data,
      name: data.name,
      classes: [...data.classes],
      images: imageFacts(seenBy(job.graph, data), job.plan, start?.normalisation),
      hash: hashOf(data.training),
    },
    engine: engineFacts(host),
    created: new Date().toISOString(),
    seconds: 0,
  }
}

/** The record of a run that goes on: the pictures must be the same, and there must be something left to do. */
export function continuedRun(job: Extract<Job, { kind: 'resume' }>, found: Run, data: DataSet): Run {
  if (hashOf(data.training) !== found.data.hash) throw problem('dataChanged', { folder: job.run })
  const plan = { ...found.plan, epochs: job.epochs ?? found.plan.epochs }
  const done = found.last?.epoch ?? 0
  // One that was cut off between its last checkpoint and its end still has to be ended.
  if (done > plan.epochs || (done === plan.epochs && found.state === 'finished')) throw problem('runFinished', { folder: job.run, epochs: plan.epochs })
  const { problem: _mended, ...kept } = found
  return { ...kept, plan, state: 'running' }
}

/** Throws planDiffers, naming the setting, where a run would go on by another plan than that which led to its checkpoint; epochs may be more. */
export function refuseOtherPlan(folder: string, before: Plan, now: Plan): void {
  const names = Object.keys(now) as (keyof Plan)[]
  const setting = names.find((name) => name !== 'epochs' && JSON.stringify(before[name]) !== JSON.stringify(now[name]))
  if (setting) throw problem('planDiffers', { folder, setting })
}

/** Makes the folder of a new run. Throws runExists when something is there already but for what the studio says of it, the weights to start from, and what a kill left half-written. */
export async function takeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).some((name) => name !== 'about.json' && name !== 'lock' && name !== START && !name.endsWith('.partial'))) throw problem('runExists', { folder })
  } catch (thrown) {
    throw fileProblem(thrown, folder)
  }
}

/** Throws what keeps the network from this data and from this plan, and memoryTooSmall when the processor's memory does not hold its training. */
export function refuseTraining(graph: Graph, data: DataSet, plan: Plan, { device }: Pick<Host, 'device'>): void {
  refuseOtherData(graph, data, device === 'cpu' ? { batch: plan.batch, memoryBytes: totalmem(), kept: keptBytes(plan, check(graph)) } : {})
  refusePlan(graph, plan)
}

/** Throws classesDiffer or channelsDiffer, naming the layer, when the network does not answer with the data's classes or its pictures cannot be brought to its channels. */
export function refuseOtherData(graph: Graph, { classes, training }: DataSet, memory: Pick<CheckContext, 'batch' | 'memoryBytes' | 'kept'> = {}): void {
  refuseWhere(graph, { classes: classes.length, channels: training.channels, ...memory })
}

/** Throws what makes the network unfit for pictures like these. */
export function refuseWhere(graph: Graph, context: CheckContext): void {
  const wrong = check(graph, context).problems.find(({ severity }) => severity === 'error')
  if (wrong) throw new StudioProblem(wrong)
}

/** In words, what differs from the machine that a run was trained on until now; then the bits may come out differently. */
export function engineDiffers(run: Run, host: Host): Phrase | undefined {
  const now = engineFacts(host)
  const changed = (Object.keys(now) as (keyof typeof now)[]).filter((fact) => now[fact] !== run.engine[fact])
  if (!changed.length) return undefined
  const list = changed.map((fact) => `${fact} ${run.engine[fact]} → ${now[fact]}`).join(', ')
  return phrase('begunElsewhere', { list })
}

function engineFacts({ engine, device }: Host): Run['engine'] {
  return { name: engine.name, version: engine.version, device, processor: cpus()[0]?.model ?? 'unknown', threads: availableParallelism() }
}

/** SHA-256 of the bytes of all pictures and, after them, of the labels, in hexadecimal digits. */
export function hashOf(pictures: Pictures): string {
  const hash = createHash('sha256')
  const length = bytesOfOne(pictures)
  for (let number = 0; number < pictures.count; number++) {
    const from = pictures.find(number)
    hash.update(pictures.room.subarray(from, from + length))
  }
  return hash.update(pictures.labels).digest('hex')
}
