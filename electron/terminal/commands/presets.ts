import { problem } from '#shared/base/problem'
import { factsOf } from '#shared/graph/facts'
import { presets as all, type Preset, type PresetName } from '#shared/presets/index'
import { measuredOn, secondsPerEpoch } from '#shared/presets/measured'
import type { Command } from '../command'
import { readOptions } from '../options'
import { duration, grouped, percent, table } from '../words'

/** Lists the networks to start from. */
export const presets: Command = {
  line: 'list the networks to start from: size, parameters, operations, expected accuracy',
  help: `Lists the networks to start from: the pictures that they are made for, parameters and multiply-adds for one picture with so many
classes, what an epoch of 50,000 pictures took where it was measured, and what they are known to reach, with the training that gives it and who says so.

usage: npm run studio -- presets [--json]

examples:
  npm run studio -- presets
  npm run studio -- summary --model resnet-18`,

  async run(words) {
    const { options, names } = readOptions(words, { json: 'flag' })
    if (names[0] !== undefined) throw problem('tooManyWords', { word: names[0] })
    const rows = Object.entries(all).map(([name, preset]: [string, Preset]) => {
      const classes = preset.expected?.on.startsWith('ImageNet') ? 1000 : 10
      const { total } = factsOf(preset.build(preset.size, classes))
      return { name, ...preset, classes, ...total, secondsPerEpoch: secondsPerEpoch[name as PresetName] }
    })
    if (options.json) {
      console.log(JSON.stringify(rows))
      return 0
    }
    const cells = rows.map(({ name, size, classes, parameters, multiplyAdds, expected, secondsPerEpoch }) => [
      name, `${size} × ${size}`, String(classes), grouped(parameters), grouped(multiplyAdds), secondsPerEpoch === undefined ? '–' : duration(secondsPerEpoch), expected ? percent(expected.accuracy) : '–',
    ])
    const sources = [...new Set(rows.flatMap(({ expected }) => (expected ? [`${expected.on}: ${expected.source} (${expected.recipe}).`] : [])))]
    console.log(table([['model', 'pictures', 'classes', 'parameters', 'multiply-adds', 'an epoch', 'expected'], ...cells]))
    console.log(`\nAn epoch: 50,000 pictures on ${measuredOn.machine}; measured ${measuredOn.date} by ${measuredOn.command}.`)
    console.log(`\nExpected accuracy is what others report, not what was measured here:\n${sources.map((source) => `  ${source}`).join('\n')}`)
    return 0
  },
}
