import { line, problem } from '#shared/base/problem'
import type { TrainerEvent } from '#shared/contract/trainer'
import type { Command } from '../command'
import { modelList } from '../models'
import { readOptions, wholeOf, wordOf } from '../options'
import { runJob } from '../trainerProcess'
import { weightsChoiceOf } from '../weightsChoice'
import { percent, table } from '../words'

/** Draws where a network looks. */
export const explain: Command = {
  line: 'draw which parts of a picture speak for an answer (Grad-CAM)',
  help: `Draws which parts of a picture speak for a class: Grad-CAM, as colours over the picture. Prints the likeliest classes too.

usage: npm run studio -- explain --run <run or file of weights> --picture <file> --out <map.png> [options]

  The drawing has the picture as the network sees it, and beside it the same in grey, coloured where something speaks for
  the class: from violet over red to yellow, the more the lighter.

  --class <name>     the class, by its name or its number from 0 on (the likeliest)
  --layer <name>     the layer whose map is drawn, such as features.24 (the last convolution)
  --top <n>          how many classes to print (3)
  --weights <which>  of a run: best or last (best)
  --model <name>     the model of a file of weights that does not say it itself:
${modelList().replaceAll(/^/gm, '  ')}
  --classes <n>      its number of classes (10; of a file, its own)
  --device <d>       auto, cpu or gpu (auto)
  --json             one JSON object a line, for machines

examples:
  npm run studio -- explain --run runs/x --picture cat.jpg --out map.png
  npm run studio -- explain --run runs/x --picture cat.jpg --out map.png --class dog --layer features.24`,

  async run(words) {
    const { options, names } = readOptions(words, {
      run: 'text', picture: 'text', out: 'text', class: 'text', layer: 'text', top: 'text', weights: 'text', model: 'text', classes: 'text', device: 'text', json: 'flag',
    })
    if (names[0] !== undefined) throw problem('tooManyWords', { word: names[0] })
    const weights = weightsChoiceOf(options.run, { ...options, classes: wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 }) })
    if (options.picture === undefined) throw problem('optionMissing', { option: '--picture', what: 'a picture file' })
    if (options.out === undefined) throw problem('optionMissing', { option: '--out', what: 'the PNG file to write' })
    const top = wholeOf('top', options.top, 3, { min: 1, max: 65536 })
    const device = wordOf('device', options.device, 'auto', ['auto', 'cpu', 'gpu'])
    const wish = { ...(options.class !== undefined && { class: options.class }), ...(options.layer !== undefined && { layer: options.layer }) }
    await runJob({ kind: 'explain', weights, file: options.picture, out: options.out, top, ...wish }, {
      device,
      onEvent(event) {
        if (options.json) console.log(JSON.stringify(event))
        else tell(event)
      },
      onStoppable: (stop) => process.once('SIGINT', stop),
    })
    return 0
  },
}

function tell(event: TrainerEvent): void {
  if (event.type === 'note' && event.warning) console.log(`Note: ${line(event.text)}`)
  if (event.type !== 'explained') return
  const rows = event.classes.map(({ name, probability }) => [`  ${name}`, percent(probability)])
  console.log(`${event.file}\n${table(rows)}\nWhat speaks for ${event.class} at ${event.layer} is drawn in ${event.out}`)
}
