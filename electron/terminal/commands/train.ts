import { readRun } from '#electron/runs/record'
import { problem } from '#shared/base/problem'
import type { Job } from '#shared/contract/trainer'
import { factsOf } from '#shared/graph/facts'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../command'
import { modelList, modelOf, modelWord } from '../models'
import { numberOf, readOptions, wholeOf, wordOf, type Options } from '../options'
import { TrainingReport } from '../progress'
import { runJob } from '../trainerProcess'

const kinds = {
  model: 'text', data: 'text', epochs: 'text', batch: 'text', lr: 'text', momentum: 'text', nesterov: 'flag', 'weight-decay': 'text',
  precision: 'text', seed: 'text', holdout: 'text', crop: 'text', 'no-flip': 'flag', classes: 'text', size: 'text',
  out: 'text', resume: 'text', test: 'flag', device: 'text', json: 'flag',
} as const

/** Trains a model on pictures, or goes on with a run. */
export const train: Command = {
  line: 'train a model on pictures, or go on with a run',
  help: `Trains a model on pictures, or goes on with a run. Ctrl-C stops after the step and saves.

usage: npm run studio -- train --model <model> --data <data> [options]
       npm run studio -- train --resume <run> [--epochs <n>]

  --model <name>         the model:
${modelList().replaceAll(/^/gm, '  ')}
  --data <data>          a folder or .tar.gz archive with CIFAR-10 in its binary form,
                         or shapes: pictures of ten shapes, drawn for offline use (shapes:20000 for so many)
  --epochs <n>           how often every picture is seen (${defaultPlan.epochs}); with --resume, up to how many in all
  --batch <n>            pictures a step (${defaultPlan.batch})
  --lr <rate>            learning rate (${defaultPlan.learningRate})
  --momentum <m>         momentum of SGD (${defaultPlan.optimizer.momentum})
  --nesterov             Nesterov's momentum
  --weight-decay <d>     weight decay (${defaultPlan.optimizer.weightDecay})
  --precision <p>        float32 or bfloat16 (float32); doctor says which is fast here
  --seed <n>             of all that is random (${defaultPlan.seed})
  --holdout <share>      share of the training pictures kept for validation (${defaultPlan.holdOut}); 0 for none
  --crop <n>             pad by so many pixels and crop at random (${defaultPlan.augmentation.crop}); 0 for none
  --no-flip              do not mirror pictures at random
  --classes <n>          number of classes (10; of a file, its own)
  --size <n>             height and width of the pictures as the network sees them (the model's own)
  --out <folder>         where the run goes (runs/<model>-<number>)
  --resume <folder>      go on with this run, bit for bit as if it had never stopped
  --test                 at the end, score the test pictures
  --device <d>           auto, cpu or gpu (auto: a GPU that works, else the processor)
  --json                 one JSON object a line, for machines

examples:
  npm run studio -- train --model vgg16-bn-small --data shapes --epochs 3
  npm run studio -- train --model vgg16-bn --data cifar-10-binary.tar.gz --epochs 3 --batch 128 --lr 0.05 --momentum 0.9 --weight-decay 5e-4 --seed 1 --out runs/x
  npm run studio -- train --resume runs/x --epochs 6`,

  async run(words) {
    const { options, names } = readOptions(words, kinds)
    if (names[0] !== undefined) throw problem('tooManyWords', { word: names[0] })
    const device = wordOf('device', options.device, 'auto', ['auto', 'cpu', 'gpu'])
    const job = options.resume === undefined ? newJob(options) : await resumeJob(options, options.resume)
    const report = new TrainingReport(process.stdout, options.json ?? false)
    let stopped = false
    await runJob(job, {
      device,
      onEvent(event) {
        report.tell(event)
        if (event.type === 'done') stopped = event.how === 'stopped'
      },
      onStoppable: (stop) => stopOnInterrupt(stop, (text) => options.json || report.line(text)),
    })
    if (stopped && !options.json) report.line(howToGoOn(job.run))
    return stopped ? 130 : 0
  },
}

function newJob(options: Options<typeof kinds>): Extract<Job, { kind: 'train' }> {
  const { model, data } = options
  if (model === undefined) throw problem('optionMissing', { option: '--model', what: 'the model to train' })
  if (data === undefined) throw problem('optionMissing', { option: '--data', what: 'the pictures to train on' })
  const plan: Plan = {
    optimizer: {
      kind: 'sgd',
      momentum: numberOf('momentum', options.momentum, defaultPlan.optimizer.momentum, { min: 0, max: 0.9999 }),
      nesterov: options.nesterov ?? false,
      weightDecay: numberOf('weight-decay', options['weight-decay'], defaultPlan.optimizer.weightDecay, { min: 0, max: 1 }),
    },
    learningRate: numberOf('lr', options.lr, defaultPlan.learningRate, { min: 1e-12, max: 100 }),
    batch: wholeOf('batch', options.batch, defaultPlan.batch, { min: 1, max: 65536 }),
    epochs: wholeOf('epochs', options.epochs, defaultPlan.epochs, { min: 1, max: 100000 }),
    seed: wholeOf('seed', options.seed, defaultPlan.seed, { min: 0, max: 0x7fffffff }),
    precision: wordOf('precision', options.precision, 'float32', ['float32', 'bfloat16']),
    holdOut: numberOf('holdout', options.holdout, defaultPlan.holdOut, { min: 0, max: 0.9 }),
    augmentation: { flip: !options['no-flip'], crop: wholeOf('crop', options.crop, defaultPlan.augmentation.crop, { min: 0, max: 32 }) },
  }
  // A preset is built for ten classes, as all data that can be named so far has; what does not fit is refused when the data is read.
  const classes = wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 })
  const graph = modelOf(model, { classes, size: wholeOf('size', options.size, undefined, { min: 1, max: 1024 }) })
  // A network that cannot be is refused here, before anything is loaded or written.
  factsOf(graph)
  return { kind: 'train', run: options.out ?? freeFolder(modelWord(model)), data, graph, plan, test: options.test ?? false }
}

/** What may be said again when a run goes on; the rest of its plan stands in its record. */
const sayableAgain = new Set(['resume', 'data', 'epochs', 'test', 'device', 'json'])

async function resumeJob(options: Options<typeof kinds>, folder: string): Promise<Extract<Job, { kind: 'resume' }>> {
  const other = Object.keys(options).find((name) => !sayableAgain.has(name))
  if (other !== undefined) throw problem('notWithResume', { option: `--${other}` })
  await readRun(folder)
  const epochs = wholeOf('epochs', options.epochs, undefined, { min: 1, max: 100000 })
  return { kind: 'resume', run: folder, test: options.test ?? false, ...(options.data !== undefined && { data: options.data }), ...(epochs !== undefined && { epochs }) }
}

/** runs/<model>-1, or the first number that is free. */
function freeFolder(model: string): string {
  for (let number = 1; ; number++) {
    const folder = join('runs', `${model}-${number}`)
    if (!existsSync(folder)) return folder
  }
}

/** The first Ctrl-C asks for a stop after the step; the second gives up. */
function stopOnInterrupt(stop: () => void, say: (text: string) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say('Stopping after this step, then saving …')
      stop()
    })
}

function howToGoOn(run: string): string {
  return `Stopped and saved. Go on with: npm run studio -- train --resume ${run}`
}
