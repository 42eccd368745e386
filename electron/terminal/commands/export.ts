import { line, problem } from '#shared/base/problem'
import { exportForms } from '#shared/code/exports'
import { exportFormats, type ExportFormat } from '#shared/contract/export'
import type { TrainerEvent } from '#shared/contract/trainer'
import type { Command } from '../command'
import { modelList } from '../models'
import { readOptions, wholeOf, wordOf } from '../options'
import { runJob } from '../trainerProcess'
import { weightsChoiceOf } from '../weightsChoice'
import { bytes } from '../words'

/** Takes a trained network away. */
export const exportCommand: Command = {
  line: 'write weights as safetensors, for PyTorch, as ONNX or as TensorFlow SavedModel',
  help: `Writes weights in other programs' formats. Each export is read back and compared with the network's own answers on
real pictures before it gets its name, and lies in a folder of its own with a README.txt: what goes in, what comes out,
the classes, and how it is loaded.

usage: npm run studio -- export <run or file of weights> --format <formats> --out <folder> [options]

  --format <f>       one or several, with commas, or all:
    safetensors      weights alone, with the network in the header, and model.py
    pytorch          a state dict for torch.load, and model.py whose class takes it strictly
    onnx             the whole network for ONNX Runtime and its kin (opset 17)
    savedmodel       the whole network for TensorFlow and TensorFlow Serving
  --out <folder>     each format gets a folder in here, such as <folder>/onnx; nothing is written over
  --weights <which>  of a run: best or last (best)
  --data <data>      the pictures to compare on, as for train (those of the run)
  --model <name>     the model of a file of weights that does not say it itself:
${modelList().replaceAll(/^/gm, '  ')}
  --classes <n>      its number of classes (10; of a file, its own)
  --json             one JSON object a line, for machines

examples:
  npm run studio -- export runs/x --format onnx --out model
  npm run studio -- export runs/x --format all --out model --weights last
  npm run studio -- export vgg16_bn.pth --model vgg16-bn --data cifar-10-batches-bin --format savedmodel --out model`,

  async run(words) {
    const { options, names } = readOptions(words, { format: 'text', out: 'text', weights: 'text', data: 'text', model: 'text', classes: 'text', json: 'flag' })
    if (names[1] !== undefined) throw problem('tooManyWords', { word: names[1] })
    const weights = weightsChoiceOf(names[0], { ...options, classes: wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 }) })
    if (options.format === undefined) throw problem('optionMissing', { option: '--format', what: `one of ${exportFormats.join(', ')}, or all` })
    if (options.out === undefined) throw problem('optionMissing', { option: '--out', what: 'the folder to write into' })
    const wanted = formatsOf(options.format)
    let [stopped, failed] = [false, false]
    // The processor's numbers are whole; a GPU may round what it multiplies, and then the comparison would say nothing.
    await runJob({ kind: 'export', weights, formats: wanted, folder: options.out, ...(options.data !== undefined && { data: options.data }) }, {
      device: 'cpu',
      onEvent(event) {
        if (event.type === 'notExported') failed = true
        if (event.type === 'done') stopped = event.how === 'stopped'
        if (options.json) console.log(JSON.stringify(event))
        else tell(event)
      },
      onStoppable: (stop) => process.once('SIGINT', stop),
    })
    return stopped ? 130 : failed ? 1 : 0
  },
}

function formatsOf(text: string): ExportFormat[] {
  if (text === 'all') return [...exportFormats]
  return text.split(',').map((word) => wordOf('format', word.trim(), exportFormats[0], exportFormats))
}

function tell(event: TrainerEvent): void {
  if (event.type === 'note' && event.warning) console.log(`Note: ${line(event.text)}`)
  if (event.type === 'notExported') console.error(`${exportForms[event.format].label}: ${event.sentence} ${event.hint}`)
  if (event.type !== 'exported') return
  const { format, folder, pictures, sameAnswers, largest, relative } = event
  console.log(
    `${exportForms[format].label}: ${folder}, ${bytes(event.bytes)}\n` +
    `  read back and compared on ${pictures} pictures: largest difference ${largest.toExponential(1)}, ${relative.toExponential(1)} of the largest answer; same class for ${sameAnswers}`,
  )
}
