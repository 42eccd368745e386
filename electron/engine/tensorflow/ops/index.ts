import type { ComputingOp } from '#shared/ops/ops'
import { add } from './add'
import { adaptiveAvgPool } from './adaptiveAvgPool'
import { addBias } from './addBias'
import { avgPool } from './avgPool'
import { batchNorm } from './batchNorm'
import { concat } from './concat'
import { conv2d } from './conv2d'
import { dropout } from './dropout'
import { elu } from './elu'
import { flatten } from './flatten'
import { gelu } from './gelu'
import { groupNorm } from './groupNorm'
import { layerNorm } from './layerNorm'
import { leakyRelu } from './leakyRelu'
import { linear } from './linear'
import { maxPool } from './maxPool'
import { multiply } from './multiply'
import type { OpRule } from './op'
import { relu } from './relu'
import { resizeBilinear } from './resizeBilinear'
import { sigmoid } from './sigmoid'
import { silu } from './silu'
import { softmax } from './softmax'
import { spatialDropout } from './spatialDropout'
import { tanh } from './tanh'
import { upsampleNearest } from './upsampleNearest'

/** How each op of the vocabulary is computed, and its gradient. An op that lacks a row does not compile. */
export const opRules: { readonly [K in ComputingOp]: OpRule<K> } = {
  conv2d, addBias, linear,
  batchNorm, groupNorm, layerNorm,
  relu, leakyRelu, elu, gelu, silu, sigmoid, tanh,
  maxPool, avgPool, adaptiveAvgPool,
  upsampleNearest, resizeBilinear,
  flatten,
  dropout, spatialDropout,
  add, multiply, concat,
  softmax,
}
