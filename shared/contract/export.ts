import * as v from 'valibot'
import { weightsOf } from './ask'
import { stream } from './contract'
import { nothing, problemData, text, whole } from './schemas'

/** The forms in which a trained network goes to other programs. */
export const exportFormats = ['safetensors', 'pytorch', 'onnx', 'savedmodel'] as const
export const exportFormat = v.picklist(exportFormats)
export type ExportFormat = v.InferOutput<typeof exportFormat>

/**
 * How an export, read back, answered pictures beside the network itself: the largest difference of two answers, the same as a share of the largest
 * answer, and for how many pictures the likeliest class is the same.
 */
export const comparison = v.object({ pictures: whole, sameAnswers: whole, largest: v.number(), relative: v.number() })
export type Comparison = Readonly<v.InferOutput<typeof comparison>>

/** What is told of an export, one format after the other. */
export const exportEvents = [
  v.object({ type: v.literal('writing'), format: exportFormat }),
  v.object({ type: v.literal('comparing'), format: exportFormat, done: whole, of: whole }),
  /** It is in this folder, whole and compared; `bytes` is what all of its files take. */
  v.object({ type: v.literal('exported'), format: exportFormat, folder: text, file: text, bytes: whole, ...comparison.entries }),
  /** It was not made, and nothing of it is left. */
  v.object({ type: v.literal('notExported'), format: exportFormat, ...problemData.entries }),
] as const
const exportEvent = v.variant('type', [...exportEvents])
export type ExportEvent = Readonly<v.InferOutput<typeof exportEvent>>

/** Taking a trained network away. */
export const exportArea = {
  /**
   * Writes weights with their network into folders of their own inside `folder`, one a format. Each is read back and compared on real pictures, those of
   * `data` or else the run's own, before it gets its name; one that fails does not keep the others. Whoever stops listening stops it.
   */
  write: stream(v.object({ weights: weightsOf, data: v.optional(text), formats: v.pipe(v.array(exportFormat), v.minLength(1), v.maxLength(exportFormats.length)), folder: text }), nothing, exportEvent),
}
