import { pair } from '../base/fields'
import { phrase } from '../base/phrase'
import { both, defineLayer, only } from './layer'
import { pythonPair, torchModule } from './pytorch'

/** A map at another size, interpolated: [c, h, w] -> [c, size]. */
export const resize = defineLayer({
  label: 'Resize',
  category: 'shape',
  help: 'Brings a map to this size, larger or smaller, by going over from one pixel to the next.',
  fields: { size: pair([32, 32], { label: 'Size', help: 'Height and width of the output, in pixels.', min: 1, max: 1024 }) },
  ports: 1,
  pytorch: ({ size }) => torchModule('nn.Upsample', `size=${pythonPair(size)}`, "mode='bilinear'"),
  build: (ops, inputs, { size }) => ops.resizeBilinear(only(inputs), size),
  explain({ size }, inputs) {
    const [channels = 0, height = 0, width = 0] = only(inputs)
    const places = (from: number, to: number) => phrase('placesBetween', { from, to })
    return phrase('channelsStay', { sizes: both(places(height, size[0]), places(width, size[1])), channels })
  },
})
