/** A map of one picture: values [channels, height, width]. */
export interface FeatureMap {
  readonly channels: number
  readonly height: number
  readonly width: number
  readonly values: Float32Array
}

/**
 * Grad-CAM (R. R. Selvaraju and others 2017): ReLU(Σ αₖ · Aᵏ) over the channels Aᵏ of a layer, αₖ the mean over the pixels of the gradient
 * of the class's logit, and then divided by its largest value: [height, width], 0 to 1. All is 0 where nothing speaks for the class.
 */
export function gradCam({ channels, height, width, values }: FeatureMap, gradients: Float32Array): Float32Array {
  const pixels = height * width
  const sums = new Float64Array(pixels)
  for (let channel = 0; channel < channels; channel++) {
    const begin = channel * pixels
    let weight = 0
    for (let i = begin; i < begin + pixels; i++) weight += gradients[i]!
    weight /= pixels
    for (let i = 0; i < pixels; i++) sums[i]! += weight * values[begin + i]!
  }
  const most = sums.reduce((a, b) => Math.max(a, b), 0)
  return Float32Array.from(sums, (sum) => (most > 0 ? Math.max(0, sum) / most : 0))
}

/** The strongest channels of a map by the mean of their absolute values, strongest first; all of them in their own order when there are no more than `most`. */
export function strongestChannels({ channels, height, width, values }: FeatureMap, most: number): number[] {
  const order = Array.from({ length: channels }, (_, channel) => channel)
  if (channels <= most) return order
  const strength = order.map((channel) => values.subarray(channel * height * width, (channel + 1) * height * width).reduce((sum, value) => sum + Math.abs(value), 0))
  return order.sort((a, b) => strength[b]! - strength[a]! || a - b).slice(0, most)
}
