import { statisticsOf } from '#electron/images/statistics'
import { classWeights, splitHoldOut } from '#electron/images/split'
import type { ImageFacts } from '#electron/engine/engine'
import type { DataSet, Pictures } from '#electron/images/pictures'
import type { Run } from '#electron/runs/record'
import { fileProblem } from '#electron/files/fileProblem'
import { problem, StudioProblem } from '#shared/base/problem'
import type { Job } from '#shared/contract/trainer'
import { check } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import type { Plan } from '#shared/plan/plan'
import { createHash } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import type { Host } from './host'

/** Which pictures train and which are held out; a function of the plan alone. */
export function splitOf(data: Pick<DataSet, 'training' | 'classes'>, plan: Plan): { training: Uint32Array; holdOut: Uint32Array } {
  return splitHoldOut(data.training.labels, data.classes.length, plan)
}

/** What a program must know of the pictures that this plan trains on. */
export function imageFacts({ training: pictures, classes }: DataSet, plan: Plan): ImageFacts {
  const { height, width, channels, labels } = pictures
  const { training } = splitOf({ training: pictures, classes }, plan)
  const weights = plan.balance === 'weights' && { classWeights: classWeights(labels, classes.length, training) }
  return { height, width, channels, ...statisticsOf(pictures, training), ...weights }
}

/** The record of a new run. Throws what keeps the network from this data, classesDiffer or channelsDiffer. */
export function newRun(job: Extract<Job, { kind: 'train' }>, data: DataSet, host: Host): Run {
  refuseOtherData(job.graph, data)
  return {
    format: 'vgg-studio-run',
    version: 1,
    state: 'running',
    graph: job.graph,
    plan: job.plan,
    data: {
      source: job.data,
      name: data.name,
      classes: [...data.classes],
      images: imageFacts(data, job.plan),
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
  if (!found.last) throw problem('noCheckpoint', { folder: job.run })
  const plan = { ...found.plan, epochs: job.epochs ?? found.plan.epochs }
  if (found.last.epoch >= plan.epochs) throw problem('runFinished', { folder: job.run, epochs: plan.epochs })
  return { ...found, plan, state: 'running' }
}

/** Makes the folder of a new run. Throws runExists when something is there already. */
export async function takeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).length) throw problem('runExists', { folder })
  } catch (thrown) {
    throw fileProblem(thrown, folder)
  }
}

/** Throws classesDiffer or channelsDiffer, naming the layer, when the network does not answer with the data's classes or take its pictures. */
export function refuseOtherData(graph: Graph, { classes, training }: DataSet): void {
  const wrong = check(graph, { classes: classes.length, channels: training.channels }).problems.find(({ severity }) => severity === 'error')
  if (wrong) throw new StudioProblem(wrong.code, wrong.sentence, wrong.hint)
}

/** In words, what differs from the machine that a run was trained on until now; then the bits may come out differently. */
export function engineDiffers(run: Run, host: Host): string | undefined {
  const now = engineFacts(host)
  const changed = (Object.keys(now) as (keyof typeof now)[]).filter((fact) => now[fact] !== run.engine[fact])
  if (!changed.length) return undefined
  const list = changed.map((fact) => `${fact} ${run.engine[fact]} → ${now[fact]}`).join(', ')
  return `This run was begun elsewhere (${list}): it goes on, but not bit for bit as it would have there.`
}

function engineFacts({ engine, device }: Host): Run['engine'] {
  return { name: engine.name, version: engine.version, device, processor: cpus()[0]?.model ?? 'unknown', threads: availableParallelism() }
}

function hashOf({ bytes, labels }: Pictures): string {
  return createHash('sha256').update(bytes).update(labels).digest('hex')
}
