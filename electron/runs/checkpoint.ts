import type { Weights } from '#electron/engine/engine'
import { writeAtomic, writeFolder } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { readSafetensors, writeSafetensors } from '#electron/formats/safetensors'
import { faultAt } from '#shared/base/fault'
import { problem } from '#shared/base/problem'
import { planSchema, type Plan } from '#shared/plan/plan'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { readWeightsFile, weightsFileParts, type WeightsDescription } from '#electron/formats/weightsFile'

const positionSchema = v.object({
  /** Steps done over the whole run. */
  step: v.number(),
  /** Epochs done. */
  epoch: v.number(),
  /** Batches done of the epoch that is under way. */
  batch: v.number(),
  /** Sums over those batches, so that the epoch's figures come out the same. */
  sums: v.object({ loss: v.number(), correct: v.number(), count: v.number() }),
})

/** All that the next step depends on besides the weights and what the optimizer remembers. The order of pictures follows from seed and epoch. */
export type Position = v.InferOutput<typeof positionSchema>

/** The position as it lies in a checkpoint, with the plan by which the run came there; checkpoints of before that was kept lack it. */
const placeSchema = v.object({ ...positionSchema.entries, plan: v.optional(planSchema) })

export interface Checkpoint {
  readonly weights: Weights
  readonly state: Weights
  readonly position: Position
  readonly plan?: Plan | undefined
}

export function checkpointFolder(run: string, step: number): string {
  return join(run, 'checkpoints', String(step))
}
export function weightsFile(run: string, step: number): string {
  return join(checkpointFolder(run, step), 'weights.safetensors')
}

/** Writes a checkpoint as a folder that is there whole or not at all. */
export async function writeCheckpoint(run: string, { weights, state, position, plan }: Checkpoint, description: WeightsDescription): Promise<void> {
  await writeFolder(checkpointFolder(run, position.step), {
    'weights.safetensors': weightsFileParts(weights, description),
    'state.safetensors': writeSafetensors(state),
    'state.json': [JSON.stringify({ ...position, plan })],
  })
}

/** Says that the weights of a checkpoint stand elsewhere: at the end of its epoch, and no more before it. */
export async function movePosition(run: string, position: Position, plan: Plan): Promise<void> {
  await writeAtomic(join(checkpointFolder(run, position.step), 'state.json'), JSON.stringify({ ...position, plan }))
}

/** Reads the checkpoint of this step. */
export async function readCheckpoint(run: string, step: number): Promise<Checkpoint> {
  const read = async (name: string) => {
    const file = join(checkpointFolder(run, step), name)
    return { file, bytes: await readFile(file).catch((thrown: unknown) => Promise.reject(fileProblem(thrown, file))) }
  }
  const { weights } = await readWeightsFile(weightsFile(run, step))
  const state = await read('state.safetensors')
  const place = await read('state.json')
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), placeSchema), place.bytes.toString('utf8'))
  if (!found.success) throw problem('runUnreadable', { file: place.file, reason: faultAt(found.issues[0]) })
  const { plan, ...position } = found.output
  return { weights, state: readSafetensors(state.bytes, state.file).tensors, position, plan }
}

/** Removes all checkpoints but those of these steps, and what a kill left half-written. */
export async function keepCheckpoints(run: string, steps: readonly number[]): Promise<void> {
  const kept = new Set(steps.map(String))
  for (const name of await readdir(join(run, 'checkpoints')))
    if (!kept.has(name)) await rm(join(run, 'checkpoints', name), { recursive: true, force: true })
}
