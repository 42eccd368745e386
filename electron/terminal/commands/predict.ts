import { line, problem } from '#shared/base/problem'
import type { TrainerEvent } from '#shared/contract/trainer'
import type { Command } from '../command'
import { modelList } from '../models'
import { readOptions, wholeOf, wordOf } from '../options'
import { runJob } from '../trainerProcess'
import { weightsChoiceOf } from '../weightsChoice'
import { percent, table } from '../words'

/** Says what picture files show. */
export const predict: Command = {
  line: 'say what picture files show',
  help: `Says what picture files show: the likeliest classes with their probabilities.

usage: npm run studio -- predict <run or file of weights> <picture> [<picture> …] [options]

  Pictures are PNG, JPEG, WebP, BMP, GIF or AVIF files of any size. The shorter side is scaled to the network's size and
  the middle is cut out.

  --top <n>          how many classes to print (3)
  --weights <which>  of a run: best or last (best)
  --model <name>     the model of a file of weights that does not say it itself:
${modelList().replaceAll(/^/gm, '  ')}
  --classes <n>      its number of classes (10; of a file, its own)
  --device <d>       auto, cpu or gpu (auto)
  --json             one JSON object a line, for machines

examples:
  npm run studio -- predict runs/x cat.jpg
  npm run studio -- predict runs/x photos/*.png --top 5`,

  async run(words) {
    const { options, names } = readOptions(words, { top: 'text', weights: 'text', model: 'text', classes: 'text', device: 'text', json: 'flag' })
    const [place, ...files] = names
    const weights = weightsChoiceOf(place, { ...options, classes: wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 }) })
    if (!files.length) throw problem('optionMissing', { option: 'The picture', what: 'one or more picture files' })
    const top = wholeOf('top', options.top, 3, { min: 1, max: 65536 })
    const device = wordOf('device', options.device, 'auto', ['auto', 'cpu', 'gpu'])
    let refused = 0
    await runJob({ kind: 'predict', weights, files, top }, {
      device,
      onEvent(event) {
        if (event.type === 'refused') refused++
        if (options.json) console.log(JSON.stringify(event))
        else tell(event)
      },
      onStoppable: (stop) => process.once('SIGINT', stop),
    })
    return refused ? 1 : 0
  },
}

function tell(event: TrainerEvent): void {
  if (event.type === 'note' && event.warning) console.log(`Note: ${line(event.text)}`)
  if (event.type === 'refused') console.error(event.sentence)
  if (event.type !== 'predicted') return
  const rows = event.classes.map(({ name, probability }) => [`  ${name}`, percent(probability)])
  console.log(`${event.file}\n${table(rows)}`)
}
