import type { ComputingOp } from '#shared/ops/ops'
import { add } from './add'
import { addBias } from './addBias'
import { batchNorm } from './batchNorm'
import { conv2d } from './conv2d'
import { dropout } from './dropout'
import { flatten } from './flatten'
import { linear } from './linear'
import { maxPool } from './maxPool'
import type { OpRule } from './op'
import { relu } from './relu'
import { softmax } from './softmax'

/** How each op of the vocabulary is computed, and its gradient. An op that lacks a row does not compile. */
export const opRules: { readonly [K in ComputingOp]: OpRule<K> } = { conv2d, addBias, batchNorm, relu, maxPool, flatten, linear, dropout, add, softmax }
