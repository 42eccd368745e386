import { fileProblem } from '#electron/files/fileProblem'
import { readWeightsFile } from '#electron/formats/weightsFile'
import { readStart, writeStart, type StartWeights } from '#electron/runs/start'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import type { Job, WeightsChoice } from '#shared/contract/trainer'
import type { Graph } from '#shared/graph/document'
import { matchInWords } from '#shared/graph/matchInWords'
import { matchWeights } from '#shared/graph/matching'
import { expectedWeights } from '#shared/graph/weights'
import { presetFor } from '#shared/presets/fitting'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { notFinite } from './finite'
import type { Host } from './host'
import { withRoom } from './room'
import { findWeights } from './weights'

/**
 * What a new run starts from: its own copy where it has one already, as a duplicate has, else what was chosen of a file or a run. Throws what keeps
 * the file from being read, weightsFitNothing and weightsNotFinite.
 */
export async function startOf({ run, from, graph }: Extract<Job, { kind: 'train' }>): Promise<StartWeights | undefined> {
  return (await readStart(run)) ?? (from && (await chosenStart(from, graph)))
}

/** Keeps in the run's folder what it starts from, and tells of it. */
export async function keepStart(run: string, start: StartWeights, host: Host): Promise<void> {
  await withRoom(host, () => writeStart(run, start))
  const { name, words } = start.record
  host.emit({ type: 'note', text: phrase('startsFrom', { name, words }) })
}

async function chosenStart(choice: WeightsChoice, graph: Graph): Promise<StartWeights> {
  const { file, from } = await findWeights(choice)
  const { weights } = await readWeightsFile(file)
  const match = matchWeights(expectedWeights(graph), weights)
  if (!match.taken.length) {
    const fitting = presetFor(weights)
    throw problem('weightsFitNothing', { file, network: graph.name || phrase('theNetwork'), ...(fitting && { preset: fitting.preset, classes: fitting.classes }) })
  }
  const taken = new Map(match.taken.map(({ name, from }) => [name, weights.get(from)!]))
  const broken = notFinite(taken)
  if (broken !== undefined) throw problem('weightsNotFinite', { file, name: broken })
  const name = from ? phrase('stepOf', { name: basename(from.folder), step: from.step }) : basename(file)
  return { weights: taken, record: { name, sha256: await sha256Of(file), taken: taken.size, of: taken.size + match.left.length, words: matchInWords(match) } }
}

/** In hexadecimal digits. */
async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash).catch((thrown: unknown) => Promise.reject(fileProblem(thrown, file)))
  return hash.digest('hex')
}
