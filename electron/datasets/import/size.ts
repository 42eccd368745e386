import { pictureBytes, pictureHeader } from '#electron/images/decode'
import { phrase, type Phrase } from '#shared/base/phrase'
import { StudioProblem } from '#shared/base/problem'
import type { SourceFile } from './source'

/** Height and width that pictures are brought to, and why. */
export interface ChosenSize {
  readonly height: number
  readonly width: number
  readonly why: Phrase
}

/** So many pictures, evenly over all, stand for them. */
const looked = 300
const usual = [32, 64, 96, 128, 224]
/** No side of a picture is kept smaller or larger than this. */
const [least, most] = [8, 224]

/**
 * A size for these pictures: their own when all that are looked at have the same and it is a square of 8 to 224; else the usual size next to
 * the median of their shorter sides, by ratio. Undefined when none of them can be read.
 */
export async function chooseSize(files: readonly SourceFile[], signal?: AbortSignal): Promise<ChosenSize | undefined> {
  const sizes: { height: number; width: number }[] = []
  const step = Math.max(files.length / looked, 1)
  for (let at = 0; at < files.length; at += step) {
    signal?.throwIfAborted()
    const { name, path } = files[Math.floor(at)]!
    try {
      sizes.push(pictureHeader(name, await pictureBytes(path, name)))
    } catch (thrown) {
      // What is wrong with it is told when it is its turn.
      if (!(thrown instanceof StudioProblem)) throw thrown
    }
  }
  return sizes.length ? choose(sizes) : undefined
}

function choose(sizes: readonly { height: number; width: number }[]): ChosenSize {
  const { height, width } = sizes[0]!
  if (height === width && height >= least && height <= most && sizes.every((each) => each.height === height && each.width === width)) {
    return { height, width, why: phrase('sizeKept', { height, width }) }
  }
  const sides = sizes.map((each) => Math.min(each.height, each.width)).sort((a, b) => a - b)
  const median = sides[sides.length >> 1]!
  const side = usual.reduce((best, each) => (Math.abs(Math.log(each / median)) < Math.abs(Math.log(best / median)) ? each : best))
  return { height: side, width: side, why: phrase('sizeOfMedian', { side, median }) }
}
