import type { Engine, Serving } from '#electron/engine/engine'
import { sweepPartials } from '#electron/files/partial'
import type { Readers, Subject } from '#electron/formats/format'
import { problem } from '#shared/base/problem'
import { exportFormats, type ExportEvent, type ExportFormat } from '#shared/contract/export'
import type { WeightsChoice } from '#shared/contract/trainer'
import { resolve } from 'node:path'
import { Asking, knownOf } from '../ask/asking'
import { findWeights } from '../weights'
import { answeringOf, askedOf } from './asked'
import { exportOne } from './exportOne'

/** What to take away, and whereto. */
export interface ExportWish {
  readonly weights: WeightsChoice
  /** The words that name the pictures to compare on; a run's own unless given. */
  readonly data?: string | undefined
  readonly formats: readonly ExportFormat[]
  /** Each format gets a folder of its own in here. */
  readonly folder: string
}

/**
 * Writes weights in these formats, one after the other. What keeps one of them is told of as notExported, and the others go on. Gives false when it was
 * stopped. Throws what is wrong with the weights or the data, and dataNotNamed where a file of weights does not say its data.
 */
export async function exportWeights(engine: Engine & Serving, wish: ExportWish, stopping: () => Promise<boolean>, tell: (event: ExportEvent) => void): Promise<boolean> {
  const found = await findWeights(wish.weights)
  const source = wish.data ?? found.from?.run.data.source
  if (source === undefined) throw problem('dataNotNamed')
  // What an export that was killed left in this folder; nothing else that is hidden there is ours.
  await sweepPartials(resolve(wish.folder), (name) => exportFormats.some((format) => format === name))
  const asking = new Asking(engine)
  try {
    return await asking.withData(source, async (data) => {
      const { graph, weights, images, facts, names } = await knownOf(found, data)
      const network = await engine.compileToAnswer(graph, 'float32', images)
      try {
        network.writeWeights(weights)
        const subject: Subject = { graph, weights, images, classes: names }
        const batches = askedOf(network, facts, data.set)
        // What the network answers with its own weights is known by now: it may take those of an export.
        const readers: Readers = {
          servingModel: engine.servingModel,
          openServing: engine.openServing,
          withWeights(read) {
            network.writeWeights(read)
            return answeringOf(network, facts)
          },
        }
        for (const format of new Set(wish.formats))
          if ((await stopping()) || !(await exportOne(format, { subject, batches, data: data.set.name, folder: resolve(wish.folder), readers, stopping, tell }))) return false
        return true
      } finally {
        network.dispose()
      }
    })
  } finally {
    asking.close()
  }
}
