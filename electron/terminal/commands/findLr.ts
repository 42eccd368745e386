import { problem } from '#shared/base/problem'
import type { TrainerEvent } from '#shared/contract/trainer'
import type { Command } from '../command'
import { numberOf, readOptions, wholeOf, wordOf } from '../options'
import { TrainingReport } from '../progress'
import { runJob } from '../trainerProcess'
import { modelHelp, optimizerHelp, planOf, subjectOf, trainingKinds } from '../trainingOptions'
import { weightsChoiceOf } from '../weightsChoice'
import { table } from '../words'

const initial = { lowest: 1e-5, highest: 10, steps: 100 }
/** Rows of the table, and the width of the line of loss. */
const ROWS = 12
const WIDTH = 60
/** The line of loss ends at so many times the first loss: where it diverges nothing else would be seen. */
const TOP = 1.25

/** Looks for a learning rate. */
export const findLr: Command = {
  line: 'look for a learning rate: a short training at ever higher ones',
  help: `Looks for a learning rate: trains for some steps at ever higher ones and suggests that at which the loss falls fastest.
Nothing is saved. For a schedule that rises and falls, such as one-cycle, the suggestion is a good top; go lower where training is unsteady.

usage: npm run studio -- find-lr --model <model> --data <data> [options]

  --lowest <rate>        the first learning rate (${initial.lowest})
  --highest <rate>       the last; the sweep ends before it when the loss diverges (${initial.highest})
  --steps <n>            steps in all (${initial.steps})
${modelHelp}
${optimizerHelp}
  --from <weights>       start from these weights, as train does: a rate that suits random ones is often too high for them
  --device <d>           auto, cpu or gpu (auto: a GPU that works, else the processor)
  --json                 one JSON object a line, for machines

examples:
  npm run studio -- find-lr --model vgg16-bn-small --data shapes
  npm run studio -- find-lr --model vgg16-bn --data cifar-10-binary.tar.gz --optimizer adamw --lowest 1e-6 --highest 1`,

  async run(words) {
    const { options, names } = readOptions(words, { ...trainingKinds, from: 'text', lowest: 'text', highest: 'text', steps: 'text', device: 'text', json: 'flag' })
    if (names[0] !== undefined) throw problem('tooManyWords', { word: names[0] })
    const device = wordOf('device', options.device, 'auto', ['auto', 'cpu', 'gpu'])
    const lowest = numberOf('lowest', options.lowest, initial.lowest, { min: 1e-12, max: 100 })
    const highest = numberOf('highest', options.highest, initial.highest, { min: 1e-12, max: 100 })
    if (highest <= lowest) throw problem('badNumber', { option: '--highest', text: String(highest), what: `more than --lowest, ${lowest}` })
    const steps = wholeOf('steps', options.steps, initial.steps, { min: 10, max: 100000 })
    const { data, graph } = subjectOf(options)
    const plan = planOf(options)
    const report = new TrainingReport(process.stdout, options.json ?? false)
    let stopped = false
    const from = options.from === undefined ? {} : { from: weightsChoiceOf(options.from, {}) }
    await runJob({ kind: 'findRate', data, graph, plan, ...from, lowest, highest, steps }, {
      device,
      onEvent(event) {
        report.tell(event)
        if (event.type === 'rateFound' && !options.json) report.line(findings(event))
        if (event.type === 'done') stopped = event.how === 'stopped'
      },
      onStoppable: (stop) => process.once('SIGINT', stop),
    })
    return stopped ? 130 : 0
  },
}

/** The curve as a line and as rows, and what follows from it. */
function findings({ points, diverged, suggestion }: Extract<TrainerEvent, { type: 'rateFound' }>): string {
  const every = Math.max(1, Math.ceil(points.length / ROWS))
  const rows = points.filter((_, i) => i % every === 0 || i === points.length - 1)
    .map(({ learningRate, loss, smoothed }) => [rate(learningRate), loss.toFixed(4), smoothed.toFixed(4)])
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return advice(undefined)
  return [
    `\n${table([['learning rate', 'loss', 'smoothed'], ...rows])}`,
    `\nsmoothed loss over learning rates, ${rate(first.learningRate)} to ${rate(last.learningRate)}${diverged ? ', where it diverged' : ''}:\n${sparkline(points.map(({ smoothed }) => Math.min(smoothed, TOP * first.smoothed)))}`,
    `\n${advice(suggestion)}`,
  ].join('\n')
}

function advice(suggestion: number | undefined): string {
  if (suggestion === undefined) return 'The loss never fell: try lower learning rates with --lowest, or more steps with --steps.'
  return `Suggestion: --lr ${rate(suggestion)}, where the loss falls fastest.`
}

/** Two figures say what there is to say. */
function rate(value: number): string {
  return String(Number(value.toPrecision(2)))
}

/** Values as one line of blocks, the smallest lowest. */
function sparkline(values: readonly number[]): string {
  const blocks = '▁▂▃▄▅▆▇█'
  const every = Math.max(1, values.length / WIDTH)
  const shown = Array.from({ length: Math.min(WIDTH, values.length) }, (_, i) => values[Math.floor(i * every)]!)
  const [least, most] = [Math.min(...shown), Math.max(...shown)]
  return shown.map((value) => blocks[most > least ? Math.round(((value - least) / (most - least)) * (blocks.length - 1)) : 0]).join('')
}
