import * as v from 'valibot'

const ofChannels = v.pipe(v.array(v.number()), v.readonly())
export const normalisationSchema = v.object({ mean: ofChannels, deviation: ofChannels })
/** How pictures become a network's input: (value - mean) / deviation of each channel, values on the scale 0 to 1. */
export type Normalisation = v.InferOutput<typeof normalisationSchema>

/** By what a plan may have the pictures normalised. */
export const normalisations = {
  start: { label: 'As the start', help: 'as the weights that are started from were trained, where that is known; else by the pictures' },
  pictures: { label: 'By the pictures', help: 'by the mean and deviation of the training pictures' },
  imagenet: { label: "ImageNet's", help: "by ImageNet's mean and deviation, as most published weights are" },
} as const
export type NormalisationName = keyof typeof normalisations

/** ImageNet's, as torchvision's transforms of its published weights have them; red, green, blue. */
export const imageNet: Normalisation = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] }
