import { problem } from '#shared/base/problem'
import type { WeightsChoice } from '#shared/contract/trainer'
import { statSync } from 'node:fs'
import { modelOf } from './models'

/** The weights that the words name: a run's folder with best or last, or a file with, when it does not say itself, its model. */
export function weightsChoiceOf(place: string | undefined, options: { weights?: string; model?: string; classes?: number | undefined }): WeightsChoice {
  if (place === undefined) throw problem('optionMissing', { option: 'The run', what: 'the folder of a run, or a file of weights' })
  if (!statSync(place, { throwIfNoEntry: false })) throw problem('fileMissing', { path: place })
  const graph = options.model === undefined ? undefined : modelOf(options.model, { classes: options.classes })
  if (!statSync(place).isDirectory()) return { file: place, ...(graph && { graph }) }
  const which = options.weights ?? 'best'
  if (which !== 'best' && which !== 'last') throw problem('badWord', { option: '--weights', text: which, words: 'best, last' })
  return { run: place, which }
}
