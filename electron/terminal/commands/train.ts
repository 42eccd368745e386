import { readRun } from '#electron/runs/record'
import { problem } from '#shared/base/problem'
import type { Job } from '#shared/contract/trainer'
import { refusePlan } from '#shared/plan/fits'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../command'
import { modelWord } from '../models'
import { readOptions, wholeOf, wordOf, type Options } from '../options'
import { TrainingReport } from '../progress'
import { runJob } from '../trainerProcess'
import { weightsChoiceOf } from '../weightsChoice'
import { modelHelp, optimizerHelp, planOf, runKinds, scheduleHelp, subjectOf } from '../trainingOptions'

const kinds = { ...runKinds, from: 'text', out: 'text', resume: 'text', test: 'flag', device: 'text', json: 'flag' } as const

/** Trains a model on pictures, or goes on with a run. */
export const train: Command = {
  line: 'train a model on pictures, or go on with a run',
  help: `Trains a model on pictures, or goes on with a run. Ctrl-C stops after the step and saves.

usage: npm run studio -- train --model <model> --data <data> [options]
       npm run studio -- train --resume <run> [--epochs <n>]

${modelHelp}
${scheduleHelp}
${optimizerHelp}
  --from <weights>       start from the weights of a file (safetensors or .pth) or of a run's folder (its best) instead of random ones, as far
                         as they fit; what does not is said. With --freeze and --group the body can rest, or learn at a lower rate
  --out <folder>         where the run goes (runs/<model>-<number>)
  --resume <folder>      go on with this run, bit for bit as if it had never stopped
  --test                 at the end, score the test pictures
  --device <d>           auto, cpu or gpu (auto: a GPU that works, else the processor)
  --json                 one JSON object a line, for machines

examples:
  npm run studio -- train --model vgg16-bn-small --data shapes --epochs 3
  npm run studio -- train --model vgg16-bn --data cifar-10-binary.tar.gz --epochs 3 --batch 128 --lr 0.05 --momentum 0.9 --weight-decay 5e-4 --seed 1 --out runs/x
  npm run studio -- train --model vgg16-bn --data shapes --epochs 20 --optimizer adamw:weight-decay=0.05 --decay kernels --schedule one-cycle
  npm run studio -- train --model vgg16-bn --data shapes --epochs 30 --schedule step:every=10 --warmup 0.5 --label-smoothing 0.1 --ema 0.999
  npm run studio -- train --model vgg16-bn --data shapes --freeze features:to=2 --group body:rate=0.1
  npm run studio -- train --model resnet-18 --classes 5 --data flowers --from runs/x --freeze layer1,layer2:to=2 --group body:rate=0.1
  npm run studio -- train --resume runs/x --epochs 6

With --resume and more epochs, a schedule spreads over all of them: the learning rate goes on where that course is.`,

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
  const { model, data, graph } = subjectOf(options)
  const plan = planOf(options)
  refusePlan(graph, plan)
  return { kind: 'train', run: options.out ?? freeFolder(modelWord(model)), data, graph, plan, test: options.test ?? false, ...(options.from !== undefined && { from: weightsChoiceOf(options.from, {}) }) }
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
