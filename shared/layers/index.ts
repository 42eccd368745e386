import { add } from './add'
import { adaptiveAvgPool } from './adaptiveAvgPool'
import { avgPool } from './avgPool'
import { batchNorm } from './batchNorm'
import { concat } from './concat'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { dropout } from './dropout'
import { elu } from './elu'
import { flatten } from './flatten'
import { gelu } from './gelu'
import { globalAveragePool } from './globalAveragePool'
import { globalMaxPool } from './globalMaxPool'
import { groupNorm } from './groupNorm'
import { input } from './input'
import { layerNorm } from './layerNorm'
import { leakyRelu } from './leakyRelu'
import { maxPool } from './maxPool'
import { multiply } from './multiply'
import { relu } from './relu'
import { resize } from './resize'
import { sigmoid } from './sigmoid'
import { silu } from './silu'
import { softmax } from './softmax'
import { spatialDropout } from './spatialDropout'
import { tanh } from './tanh'
import { upsample } from './upsample'

/** The catalogue. To add a kind: write its file, add its name here; checks, summary and engines follow. */
export const layerKinds = {
  input,
  conv2d,
  dense,
  batchNorm, groupNorm, layerNorm,
  relu, leakyRelu, elu, gelu, silu, sigmoid, tanh,
  maxPool, avgPool, globalAveragePool, globalMaxPool, adaptiveAvgPool,
  flatten, upsample, resize,
  dropout, spatialDropout,
  add, multiply, concat,
  softmax,
}

export type LayerKindName = keyof typeof layerKinds
