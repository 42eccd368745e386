import { choice, pair } from '../base/fields'
import { phrase } from '../base/phrase'
import { both, defineLayer, only } from './layer'
import { pythonPair, torchModule, unless } from './pytorch'

/** A map so many times as large: [c, h, w] -> [c, h·scale, w·scale]. */
export const upsample = defineLayer({
  label: 'Upsampling',
  category: 'shape',
  help: 'Makes a map a whole number of times larger.',
  fields: {
    scale: pair([2, 2], { label: 'Scale', help: 'How many times higher and wider the map becomes.', min: 1, max: 16 }),
    mode: choice('nearest', { label: 'Mode', help: 'Nearest repeats each pixel, bilinear goes over from one to the next.', options: ['nearest', 'bilinear'] }),
  },
  ports: 1,
  pytorch: ({ scale, mode }) => torchModule('nn.Upsample', `scale_factor=${pythonPair(scale)}`, unless(mode === 'nearest', "mode='bilinear'")),
  build(ops, inputs, { scale, mode }) {
    const x = only(inputs)
    const [, height, width] = ops.shape(x)
    return mode === 'nearest' ? ops.upsampleNearest(x, scale) : ops.resizeBilinear(x, [height! * scale[0], width! * scale[1]])
  },
  explain({ scale }, inputs) {
    const [channels = 0, height = 0, width = 0] = only(inputs)
    const times = (size: number, by: number) => `${size}·${by} = ${size * by}`
    return phrase('channelsStay', { sizes: both(times(height, scale[0]), times(width, scale[1])), channels })
  },
})
