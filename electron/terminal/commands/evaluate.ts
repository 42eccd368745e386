import { problem } from '#shared/base/problem'
import type { TrainerEvent } from '#shared/contract/trainer'
import { figuresOf, type Confusion } from '#shared/metrics/confusion'
import { views, viewsNames } from '#shared/metrics/views'
import type { Command } from '../command'
import { modelList } from '../models'
import { readOptions, wholeOf, wordOf } from '../options'
import { TrainingReport } from '../progress'
import { runJob } from '../trainerProcess'
import { weightsChoiceOf } from '../weightsChoice'
import { grouped, percent, table } from '../words'

/** Scores weights on pictures. */
export const evaluate: Command = {
  line: 'score weights on a split: accuracy, confusion matrix, figures of each class, calibration, mistakes',
  help: `Scores weights on pictures: loss, accuracy, the figures of each class, the confusion matrix, how far the
probabilities can be taken at their word, and the mistakes that the network was surest of.

usage: npm run studio -- evaluate <run or file of weights> [options]

  --data <data>      the pictures, as for train (those of the run)
  --split <split>    test, validation or training (test)
  --weights <which>  of a run: best or last (best)
  --views <v>        test-time augmentation: in how many views each picture is asked for (none); the mean of the answers counts:
${viewsNames.map((name) => `    ${name.padEnd(8)}${views[name].help}`).join('\n')}
  --model <name>     the model of a file of weights that does not say it itself:
${modelList().replaceAll(/^/gm, '  ')}
  --classes <n>      its number of classes (10; of a file, its own)
  --device <d>       auto, cpu or gpu (auto)
  --json             the same for machines

examples:
  npm run studio -- evaluate runs/x
  npm run studio -- evaluate runs/x --split validation --weights last --views flip
  npm run studio -- evaluate vgg16_bn.safetensors --model vgg16-bn --data cifar-10-batches-bin`,

  async run(words) {
    const { options, names } = readOptions(words, { data: 'text', split: 'text', weights: 'text', views: 'text', model: 'text', classes: 'text', device: 'text', json: 'flag' })
    if (names[1] !== undefined) throw problem('tooManyWords', { word: names[1] })
    const weights = weightsChoiceOf(names[0], { ...options, classes: wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 }) })
    const split = wordOf('split', options.split, 'test', ['test', 'validation', 'training'])
    const device = wordOf('device', options.device, 'auto', ['auto', 'cpu', 'gpu'])
    const report = new TrainingReport(process.stdout, options.json ?? false)
    let stopped = false
    await runJob({ kind: 'evaluate', weights, split, views: wordOf('views', options.views, 'none', viewsNames), ...(options.data !== undefined && { data: options.data }) }, {
      device,
      onEvent(event) {
        report.tell(event)
        if (event.type === 'evaluated' && !options.json) report.line(`\n${classTable(event)}\n\n${matrix(event)}\n\n${calibrationTable(event)}\n\n${mistakeTable(event)}`)
        if (event.type === 'done') stopped = event.how === 'stopped'
      },
      onStoppable: (stop) => process.once('SIGINT', stop),
    })
    return stopped ? 130 : 0
  },
}

type Evaluated = Extract<TrainerEvent, { type: 'evaluated' }>

function classTable({ classes, confusion }: Evaluated): string {
  const figures = figuresOf(confusion)
  const rows = figures.map(({ precision, recall, f1, support }, i) => [classes[i]!, percent(precision), percent(recall), percent(f1), grouped(support)])
  return table([['class', 'precision', 'recall', 'F1', 'pictures'], ...rows])
}

function matrix({ classes, confusion }: { classes: readonly string[]; confusion: Confusion }): string {
  const heads = classes.map((name) => name.slice(0, 6))
  const rows = confusion.map((row, i) => [classes[i]!, ...row.map((n) => (n ? grouped(n) : '·'))])
  return `confusion matrix: a row is what the pictures show, a column what they were taken for\n${table([['', ...heads], ...rows])}`
}

function calibrationTable({ calibration: { bins, expectedError } }: Evaluated): string {
  const rows = bins.filter(({ count }) => count).map(({ from, to, count, confidence, accuracy }) =>
    [`${Math.round(100 * from)} to ${Math.round(100 * to)} %`, percent(confidence), percent(accuracy), grouped(count)])
  return `calibration: how sure the answers were, and how many of them were right; off by ${percent(expectedError)} on average\n${table([['probability', 'mean', 'right', 'pictures'], ...rows])}`
}

function mistakeTable({ classes, mistakes }: Evaluated): string {
  if (!mistakes.length) return 'There was no mistake.'
  const rows = mistakes.map(({ number, truth, answer, confidence }) => [`picture ${number}`, classes[truth]!, classes[answer]!, percent(confidence)])
  return `the mistakes that it was surest of\n${table([['', 'shows', 'taken for', 'probability'], ...rows])}`
}
