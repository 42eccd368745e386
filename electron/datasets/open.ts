import { libraryFolder, thisPerson } from '#electron/files/places'
import type { DataSet } from '#electron/images/pictures'
import { openStored } from '#electron/images/store/open'
import { isDataSetId, namesIn } from '#electron/images/store/places'
import { problem } from '#shared/base/problem'
import { knownAt } from './known'
import { makeShapes10, shapes10Defaults } from './shapes10'

/** So many take 1.5 GB of memory. */
const mostShapes = 500_000
const mostSeed = 0x7fffffff
/** By this id the window knows the drawn pictures. */
export const shapesId = 'shapes-10'

/**
 * The data set of these words: the id of one in the library, `shapes`, `shapes:20000` (so many training pictures), `shapes:20000:7` (those of seed 7), or the path of
 * the folder or archive of a data set whose files are known (CIFAR-10 and -100, MNIST and Fashion-MNIST). A folder that is called shapes is `./shapes`.
 */
export async function openDataSet(what: string, library: string = libraryFolder(thisPerson())): Promise<DataSet> {
  if (isDataSetId(what) && (await namesIn(library)).includes(what)) return openStored(library, what)
  const [word, training, seed, ...more] = what === shapesId ? ['shapes'] : what.split(':')
  if (word !== 'shapes') {
    const found = await knownAt(what)
    if (!found) throw problem('dataUnknown', { path: what })
    return found.read(what)
  }
  const wish = {
    training: training === undefined ? shapes10Defaults.training : wholeNumber(training, 1, mostShapes),
    seed: seed === undefined ? shapes10Defaults.seed : wholeNumber(seed, 0, mostSeed),
  }
  if (more.length > 0 || Number.isNaN(wish.training) || Number.isNaN(wish.seed)) throw problem('shapesCountWrong', { what, most: mostShapes })
  return makeShapes10({ ...wish, test: shapes10Defaults.test })
}

function wholeNumber(text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : NaN
}
