import { random, shuffled } from '#shared/base/random'
import { inMemory, type DataSet, type PicturesInMemory } from '#electron/images/pictures'
import { Canvas } from './shapes10/canvas'
import { paintScene } from './shapes10/scene'
import { things } from './shapes10/things'

/** What is asked of Shapes-10: how many pictures, and the seed that they are drawn from. */
export interface Shapes10Wish {
  readonly seed: number
  readonly training: number
  readonly test: number
}

export const shapes10Defaults: Shapes10Wish = { seed: 1, training: 10_000, test: 2_000 }

const side = 32
const pictureBytes = side * side * 3
const classes = Object.keys(things)
/** The largest deviation of the grain, in levels of 255; most pictures have far less. */
const mostGrain = 12

/**
 * Shapes-10: pictures of ten kinds of drawn things, 32x32 in colour, for learning and trying without any download.
 * A picture depends on the seed, its split and its number alone, not on how many there are; every ten in a row show the ten classes.
 */
export function makeShapes10({ seed, training, test }: Shapes10Wish): DataSet<PicturesInMemory> {
  return {
    name: 'Shapes-10', classes, warnings: [],
    training: draw(training, seed, 0),
    ...(test > 0 && { test: draw(test, seed, 1) }),
  }
}

function draw(count: number, seed: number, split: number): PicturesInMemory {
  const bytes = new Uint8Array(count * pictureBytes)
  const labels = new Uint8Array(count)
  const canvas = new Canvas(side)
  const makers = Object.values(things)
  for (let index = 0; index < count; index++) {
    const place = index % classes.length
    const label = shuffled(classes.length, random(seed, split, index - place, classOrder))[place]!
    labels[index] = label
    const source = random(seed, split, index, drawing)
    paintScene(canvas, makers[label]!(source), source)
    const grain = mostGrain * source.uniform() ** 2
    canvas.develop(bytes, index * pictureBytes, { shared: grain, own: grain * source.uniform() }, source)
  }
  return inMemory({ count, height: side, width: side, channels: 3, bytes, labels })
}

/** Last keys of the random streams, so that they have nothing to do with one another. */
const classOrder = 0
const drawing = 1
