import { add } from './add'
import { batchNorm } from './batchNorm'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { dropout } from './dropout'
import { flatten } from './flatten'
import { input } from './input'
import { maxPool } from './maxPool'
import { relu } from './relu'
import { softmax } from './softmax'

/** The catalogue. To add a kind: write its file, add its name here; checks, summary and engines follow. */
export const layerKinds = { input, conv2d, batchNorm, relu, maxPool, flatten, dropout, dense, add, softmax }

export type LayerKindName = keyof typeof layerKinds
