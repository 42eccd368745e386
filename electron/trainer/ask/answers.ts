import { problem } from '#shared/base/problem'
import type { WeightsChoice } from '#shared/contract/trainer'
import { gradCam, strongestChannels, type FeatureMap } from '#shared/metrics/gradCam'
import { topClasses } from '#shared/metrics/topClasses'
import type { LayerValues } from '#electron/engine/engine'
import type { Asking, LoadedNetwork } from './asking'
import { layerOf, mapLayer } from './layers'
import { withPicture, type AskedPicture } from './pictures'

/** A class with its probability. */
export interface Answer {
  readonly class: number
  readonly name: string
  readonly probability: number
}

/** The likeliest classes of a picture, likeliest first, and the picture as the network sees it. */
export function predictPicture(asking: Asking, { weights, picture, top }: { weights: WeightsChoice; picture: AskedPicture; top: number }) {
  return withPicture(asking, weights, picture, ({ loaded, seen }) => {
    const begin = performance.now()
    const probabilities = loaded.network.predict(seen, 1)
    const milliseconds = performance.now() - begin
    return { answers: likeliest(loaded, probabilities, top), seen: sheetOf(loaded, seen), milliseconds, assumed: loaded.assumed }
  })
}

/** Grad-CAM of a class, the likeliest unless it is given, at a layer, the last convolution unless it is named. */
export function explainPicture(asking: Asking, { weights, picture, ...asked }: { weights: WeightsChoice; picture: AskedPicture; class?: number | undefined; node?: string | undefined }) {
  return withPicture(asking, weights, picture, ({ loaded, seen }) => {
    const { network, facts } = loaded
    const layer = mapLayer(facts, asked.node)
    if (asked.class !== undefined && asked.class >= facts.classes) throw problem('classNotThere', { class: asked.class, classes: facts.classes })
    const probabilities = network.predict(seen, 1)
    const answers = likeliest(loaded, probabilities, facts.classes)
    const chosen = asked.class ?? answers[0]!.class
    const { values, gradients } = network.saliency(seen, 1, layer.node.id, Int32Array.of(chosen))
    const map = mapOf(values)
    const { height, width } = map
    return { node: layer.node.id, layer: layer.node.name, class: chosen, height, width, heat: gradCam(map, gradients.data), answers, seen: sheetOf(loaded, seen), assumed: loaded.assumed }
  })
}

/** What a layer gives for a picture; a layer of plain numbers gives channels of one pixel. */
export function featureMapsOf(asking: Asking, { weights, picture, node, most }: { weights: WeightsChoice; picture: AskedPicture; node: string; most: number }) {
  return withPicture(asking, weights, picture, ({ loaded: { network, facts }, seen }) => {
    const { id } = layerOf(facts, node).node
    const map = mapOf(network.activations(seen, 1, [id]).get(id)!)
    const channels = strongestChannels(map, most)
    const pixels = map.height * map.width
    const values = new Float32Array(channels.length * pixels)
    channels.forEach((channel, i) => values.set(map.values.subarray(channel * pixels, (channel + 1) * pixels), i * pixels))
    return { height: map.height, width: map.width, channels, values }
  })
}

function likeliest({ names }: LoadedNetwork, probabilities: Float32Array, top: number): Answer[] {
  // A softmax in float32 may give a little more than 1.
  return topClasses(probabilities, top).map((index) => ({ class: index, name: names[index]!, probability: Math.min(1, probabilities[index]!) }))
}

function sheetOf({ images: { height, width, channels } }: LoadedNetwork, bytes: Uint8Array) {
  return { count: 1, height, width, channels, bytes }
}

/** The values of one picture. */
function mapOf({ shape, data }: LayerValues): FeatureMap {
  const [channels, height = 1, width = 1] = shape as [number, number?, number?]
  return { channels, height, width, values: data }
}
