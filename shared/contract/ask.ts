import * as v from 'valibot'
import { graphSchema } from '../graph/document'
import { viewsNames } from '../metrics/views'
import { normalisationSchema } from '../plan/normalisation'
import { call, stream } from './contract'
import { bytes, floats, id, nothing, pictureSheet, score, share, split, text, whole } from './schemas'

/** The endings of files of weights. */
export const weightsEndings = ['safetensors', 'pth', 'pt'] as const

/** Whose weights answer: a run's best or last, or those of a file, with the network they belong to when the file does not say. */
export const weightsOf = v.variant('from', [
  v.object({ from: v.literal('run'), id, which: v.picklist(['best', 'last']) }),
  v.object({ from: v.literal('file'), path: text, graph: v.optional(graphSchema) }),
])
export type WeightsOf = v.InferOutput<typeof weightsOf>

/** The picture asked about: a file's bytes, or one of a data set. */
export const pictureOf = v.variant('from', [
  v.object({ from: v.literal('bytes'), bytes, name: text }),
  v.object({ from: v.literal('data'), data: text, split, number: whole }),
])
export type PictureOf = v.InferOutput<typeof pictureOf>

/** What lies in a file of weights: its tensors by name, the network that it is made for, where the file says it or a preset takes all of it, and how its pictures were normalised, where that is known. */
export const weightsContents = v.object({ tensors: v.array(v.object({ name: text, shape: v.array(whole) })), graph: v.optional(graphSchema), normalisation: v.optional(normalisationSchema) })
export type WeightsContents = v.InferOutput<typeof weightsContents>

const answer = v.object({ class: whole, name: text, probability: share })
const figures = v.object({ precision: v.number(), recall: v.number(), f1: v.number(), support: whole })
/** Of the answers whose probability lies in (from, to]: how many, their mean probability, and the share of them that was right. */
const calibrationBin = v.object({ from: v.number(), to: v.number(), count: whole, confidence: v.number(), accuracy: v.number() })

export const evaluation = v.object({
  split,
  data: text,
  count: whole,
  score,
  topFive: v.number(),
  classes: v.array(v.string()),
  confusion: v.array(v.array(whole)),
  perClass: v.array(figures),
  calibration: v.object({ bins: v.array(calibrationBin), expectedError: v.number() }),
  /** For each picture of the split, in its order: its number in the data set, truth, answer, and the answer's probability. */
  numbers: v.array(whole),
  truth: bytes,
  answers: bytes,
  confidence: floats,
})
export type Evaluation = v.InferOutput<typeof evaluation>

/** Questions to a trained network; they are answered while another run is training. */
export const askArea = {
  /** Names and shapes alone, to be matched with a network before anything is trained. */
  contents: call(v.object({ weights: weightsOf }), weightsContents),
  /** Scores a split; progress in pictures, and at the end the evaluation. `data` is the run's own unless given. */
  evaluate: stream(v.object({ weights: weightsOf, data: v.optional(text), split, views: v.picklist(viewsNames) }), nothing, v.variant('type', [
    v.object({ type: v.literal('progress'), done: whole, of: whole }),
    v.object({ type: v.literal('evaluated'), evaluation }),
  ])),
  predict: call(v.object({ weights: weightsOf, picture: pictureOf, top: whole }), v.object({ answers: v.array(answer), seen: pictureSheet, milliseconds: v.number() })),
  /** Grad-CAM (Selvaraju et al., 2017) of a class at a layer, the last convolution unless named: values 0 to 1, [height, width] of that layer's map. */
  explain: call(v.object({ weights: weightsOf, picture: pictureOf, class: v.optional(whole), node: v.optional(text) }), v.object({ node: text, class: whole, height: whole, width: whole, heat: floats })),
  /** What a layer gives: [channels, height, width], the strongest channels first when there are more than `most`. */
  featureMaps: call(v.object({ weights: weightsOf, picture: pictureOf, node: text, most: whole }), v.object({ height: whole, width: whole, channels: v.array(whole), values: floats })),
  /** Computes what `nearest` compares with, and keeps it; progress in pictures. Without it the first `nearest` of a checkpoint takes as long. */
  prepareNearest: stream(v.object({ weights: weightsOf }), nothing, v.object({ done: whole, of: whole })),
  /** The training pictures whose last hidden layer is nearest by cosine. */
  nearest: call(v.object({ weights: weightsOf, picture: pictureOf, count: whole }), v.object({ neighbours: v.array(v.object({ number: whole, label: whole, similarity: v.number() })), sheet: pictureSheet })),
}
