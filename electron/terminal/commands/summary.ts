import { writeAtomic } from '#electron/files/atomic'
import { spoken } from '#shared/base/phrase'
import { pytorchSource } from '#shared/code/pytorch'
import { called } from '#shared/graph/called'
import { factsOf } from '#shared/graph/facts'
import { showShape } from '#shared/ops/shapes'
import { showGraph } from '#shared/graph/parse'
import { kindOf } from '#shared/graph/read'
import { problem } from '#shared/base/problem'
import type { Command } from '../command'
import { modelList, modelOf } from '../models'
import { readOptions, wholeOf } from '../options'
import { bytes, grouped, table } from '../words'

/** Prints a network layer by layer. */
export const summary: Command = {
  line: 'print the layers of a model: output shape, parameters, operations, memory',
  help: `Prints the layers of a model: output shape, parameters, operations and memory.

usage: npm run studio -- summary --model <model> [options]

  --model <name>   the model:
${modelList()}
  --classes <n>    number of classes (10; of a file, its own)
  --size <n>       height and width of the pictures (the model's own)
  --explain        how each output size comes about, in the layer's own numbers
  --save <file>    also write the network as a file, to change and to name as --model
  --code           the network as PyTorch source instead, whose names are those of saved weights
  --json           the same for machines

Operations are multiply-adds, one each, for one picture. Memory is what training keeps of one picture's values, in float32.

examples:
  npm run studio -- summary --model vgg16-bn
  npm run studio -- summary --model vgg16 --classes 1000 --explain
  npm run studio -- summary --model vgg16-bn --save net.json
  npm run studio -- summary --model net.json
  npm run -s studio -- summary --model vgg16-bn --code > model.py`,

  async run(words) {
    const { options, names } = readOptions(words, { model: 'text', classes: 'text', size: 'text', explain: 'flag', save: 'text', code: 'flag', json: 'flag' })
    if (names[0] !== undefined) throw problem('tooManyWords', { word: names[0] })
    if (options.model === undefined) throw problem('optionMissing', { option: '--model', what: 'the model to print' })
    const classes = wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 })
    const size = wholeOf('size', options.size, undefined, { min: 1, max: 1024 })
    const graph = modelOf(options.model, { classes, size })
    const { layers, total } = factsOf(graph)
    if (options.save !== undefined) await writeAtomic(options.save, showGraph(graph))
    if (options.code) {
      process.stdout.write(pytorchSource(graph).text)
      return 0
    }
    if (options.json) {
      const rows = layers.map(({ node, output, cost, explanation }) => ({ name: node.name, kind: node.kind, output, ...cost, explanation: spoken(explanation) }))
      console.log(JSON.stringify({ name: graph.name, layers: rows, total }))
      return 0
    }

    const cells = layers.map(({ node, output, cost }) => [
      `${called(node.name)}  (${kindOf(node)!.label})`,
      showShape(output),
      count(cost.parameters),
      count(cost.multiplyAdds),
      cost.activationBytes ? bytes(cost.activationBytes) : '–',
    ])
    const sum = ['total', '', grouped(total.parameters), grouped(total.multiplyAdds), bytes(total.activationBytes)]
    const lines = table([['layer', 'output', 'parameters', 'multiply-adds', 'memory'], ...cells, sum]).split('\n')
    const rule = '─'.repeat(Math.max(...lines.map((line) => line.length)))
    console.log(`${graph.name}, pictures of ${showShape(layers[0]!.output)}\n`)
    console.log([lines[0], rule, ...explained(lines.slice(1, -1), options.explain ? layers.map(({ explanation }) => spoken(explanation)) : []), rule, lines.at(-1)].join('\n'))
    return 0
  },
}

function count(value: number): string {
  return value ? grouped(value) : '–'
}

function explained(lines: readonly string[], explanations: readonly string[]): string[] {
  return lines.flatMap((line, i) => (explanations[i] === undefined ? [line] : [line, `    ${explanations[i]}`]))
}
