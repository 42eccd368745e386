import * as v from 'valibot'
import { planSchema } from '../plan/plan'
import { call, stream } from './contract'
import { bytes, id, name, nothing, pictureSheet, problemData, said, share, text, whole } from './schemas'

/** How pictures of other proportions are brought to a size: cut around the middle, fitted in with a margin, or pulled. */
export const fit = v.picklist(['crop', 'fit', 'stretch'])
export const dataSplit = v.picklist(['training', 'test'])

const counts = v.object({ training: whole, test: whole })

/** What is known of a data set: one that is here, or one that can be had. */
export const dataSetInfo = v.object({
  id,
  name,
  /** One line on what it shows. */
  about: said,
  state: v.picklist(['ready', 'absent', 'waiting', 'getting', 'verifying', 'unpacking', 'reading', 'damaged', 'failed']),
  /** Bytes to download, for one that is to be had from somewhere; 0 for one that is made or imported. */
  downloadBytes: whole,
  /** Bytes on this disk, the part of a download included. */
  diskBytes: whole,
  classes: v.array(v.string()),
  counts,
  /** Pictures of each class. */
  balance: v.object({ training: v.array(whole), test: v.array(whole) }),
  size: v.object({ height: whole, width: whole, channels: whole }),
  /** Of each channel of the training pictures, on the scale 0 to 1. */
  mean: v.array(v.number()),
  deviation: v.array(v.number()),
  /** SHA-256 of the content; empty while there is none. */
  hash: v.string(),
  /** What is unusual, a sentence each. */
  warnings: v.array(said),
  /** Files that were left out. */
  skipped: whole,
  /** While something is under way: how far. Seconds left are absent while nobody can say. */
  progress: v.optional(v.object({ done: whole, of: whole, unit: v.picklist(['bytes', 'pictures']), perSecond: v.number(), secondsLeft: v.optional(v.number()) })),
  problem: v.optional(problemData),
})
export type DataSetInfo = v.InferOutput<typeof dataSetInfo>

const where = v.object({ id, split: dataSplit })
const augmentation = planSchema.entries.augmentation

/** Who asks: a word that a window gives itself, so that several can ask for one thing and each can take its own wish back. */
const asker = v.optional(name)

/** Data sets: which there are, getting and importing them, and looking at their pictures. */
export const dataArea = {
  /** All data sets, here or to be had, and each again when it changes. */
  watch: stream(v.object({ asker }), v.array(dataSetInfo), v.variant('type', [v.object({ type: v.literal('changed'), set: dataSetInfo }), v.object({ type: v.literal('removed'), id })])),
  /** Begins or goes on with a download; one that is under way is shared. */
  get: call(v.object({ id, asker }), nothing),
  /**
   * Takes the wish back. What is under way stops, unless `goesOn`: another one, who watches still, asked for it too. The part of a download is kept.
   */
  cancel: call(v.object({ id, asker }), v.object({ goesOn: v.boolean() })),
  /** Brings in a folder or archive of pictures, or an archive of a known data set. Answers with the new data set's id at once; how it goes is told by `watch`. */
  import: call(v.object({ path: text, name: v.optional(name), size: v.optional(v.object({ height: whole, width: whole })), fit: v.optional(fit) }), v.object({ id })),
  /** Reads all of it again and compares it with its hash. */
  verify: call(v.object({ id }), v.object({ sound: v.boolean(), said })),
  remove: call(v.object({ id }), nothing),
  /** A page of pictures: all of a split or of one class of it, from `offset` on. `total` is how many there are. */
  look: call(
    v.object({ ...where.entries, class: v.optional(whole), offset: whole, count: v.pipe(whole, v.maxValue(1000)) }),
    v.object({ total: whole, numbers: v.array(whole), labels: v.array(whole), sheet: pictureSheet }),
  ),
  /** These pictures of a split, by their numbers. */
  pictures: call(v.object({ ...where.entries, numbers: v.pipe(v.array(whole), v.maxLength(1000)) }), pictureSheet),
  /** What is known of one picture; `file` is where it came from, when it was a file. */
  details: call(v.object({ ...where.entries, number: whole }), v.object({ label: whole, file: v.optional(v.string()), mean: v.array(v.number()), deviation: v.array(v.number()), sheet: pictureSheet })),
  /** Pairs of equal pictures in training and test. */
  duplicates: call(v.object({ id }), v.object({ total: whole, pairs: v.array(v.object({ training: whole, test: whole })) })),
  /** Files that were left out or are unusual, and why. */
  files: call(v.object({ id, offset: whole, count: whole }), v.object({ total: whole, files: v.array(v.object({ file: v.string(), said, skipped: v.boolean() })) })),
  meanImage: call(v.object({ ...where.entries, class: v.optional(whole) }), pictureSheet),
  /** Pictures as training would feed them in these epochs: count × epochs pictures, epoch after epoch. */
  preview: call(v.object({ ...where.entries, numbers: v.array(whole), augmentation, seed: whole, epochs: v.pipe(v.array(whole), v.maxLength(16)) }), pictureSheet),
  /** How a split would fall out: pictures of each class that train and that are held out. */
  splitPreview: call(v.object({ id, holdOut: share, seed: whole, subset: whole }), v.object({ training: v.array(whole), validation: v.array(whole) })),
  /** A picture file's bytes, decoded upright in its own size, no side longer than `longest`. */
  decode: call(v.object({ file: bytes, longest: whole }), pictureSheet),
}
