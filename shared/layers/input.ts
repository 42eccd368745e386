import { whole } from '../base/fields'
import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer } from './layer'

/** Where the pictures enter: [channels, height, width]. */
export const input = defineLayer({
  label: 'Input',
  category: 'input',
  help: 'Where the pictures enter, resized to this size when theirs is another.',
  fields: {
    channels: whole(3, { label: 'Channels', help: '3 for colour, 1 for grey.', min: 1, max: 16 }),
    height: whole(32, { label: 'Height', help: 'Of the picture as the network sees it, in pixels.', min: 1, max: 1024 }),
    width: whole(32, { label: 'Width', help: 'Of the picture as the network sees it, in pixels.', min: 1, max: 1024 }),
  },
  ports: 0,
  pytorch: () => undefined,
  build: (ops, _inputs, { channels, height, width }) => ops.images([channels, height, width]),
  explain: (_values, _inputs, output) => phrase('picturesOf', { shape: showShape(output) }),
})
