import { writeAtomic } from '#electron/files/atomic'
import { problem } from '#shared/base/problem'
import type { Job } from '#shared/contract/trainer'
import { explainPicture } from './ask/answers'
import { Asking } from './ask/asking'
import { overlay } from './ask/overlay'
import type { Host } from './host'
import { assumedNote } from './predict'
import { findWeights, readWeights } from './weights'

/** Draws what speaks for a class over a picture, and says what the network takes the picture for. */
export async function explain({ weights, file, out, class: name, layer, top }: Extract<Job, { kind: 'explain' }>, host: Host): Promise<void> {
  const asking = new Asking(host.engine)
  try {
    const classNumber = name === undefined ? undefined : await classOf(weights, name)
    const picture = { from: 'file', path: file } as const
    const explained = await explainPicture(asking, { weights, picture, class: classNumber, node: layer })
    if (explained.assumed) host.emit({ type: 'note', text: assumedNote, warning: true })
    await writeAtomic(out, await overlay(explained.seen, explained))
    const classes = explained.answers.slice(0, top).map((answer) => ({ name: answer.name, probability: answer.probability }))
    host.emit({ type: 'explained', file, out, layer: explained.layer, class: explained.answers.find((answer) => answer.class === explained.class)!.name, classes })
    host.emit({ type: 'done', how: 'finished' })
  } finally {
    asking.close()
  }
}

/** The number of the class that is called so, or has this number; throws classUnknown. */
async function classOf(weights: Extract<Job, { kind: 'explain' }>['weights'], name: string): Promise<number> {
  const { classes = [] } = await readWeights(await findWeights(weights))
  const found = classes.indexOf(name)
  if (found >= 0) return found
  if (/^\d+$/.test(name)) return Number(name)
  throw problem('classUnknown', { name, known: classes.join(', ') || 'numbers from 0 on' })
}
