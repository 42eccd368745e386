import * as v from 'valibot'
import { id, text } from './schemas'

/**
 * A browser does not tell where a file lies, so it hands over the file's bytes: POST them to /upload/<kind>?name=<file name>. The answer is JSON: that of the
 * kind, or with another status than 200 a problem. Pictures are brought in, in an archive, as by `data.import`; weights are kept, and can be asked by their path.
 */
export const uploadAnswers = { pictures: v.object({ id }), weights: v.object({ path: text }) }
export type UploadKind = keyof typeof uploadAnswers
export type UploadAnswer<K extends UploadKind> = v.InferOutput<(typeof uploadAnswers)[K]>

/** Before the kind in an upload's address. */
export const uploadPath = '/upload/'

/** So many bytes may be handed over at once; more is opened by its path. */
export const mostUploadBytes = 64e9
