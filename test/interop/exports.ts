import type { TensorFlowEngine } from '#electron/engine/tensorflow/engine'
import type { Subject } from '#electron/formats/format'
import { formats } from '#electron/formats/index'
import { writeSafetensors } from '#electron/formats/safetensors'
import { table } from '#electron/terminal/words'
import { random } from '#shared/base/random'
import { exportFormats, type ExportFormat } from '#shared/contract/export'
import { factsOf } from '#shared/graph/facts'
import { presets, type PresetName } from '#shared/presets/index'
import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sampleWeights } from '../helpers/samples'

/** One of each kind: convolutions in a row, with and without normalisation, residual blocks, few wide layers, large pictures. */
const networks = ['lenet-5', 'vgg16-bn', 'resnet-18', 'fast-94', 'vgg11'] as const satisfies readonly PresetName[]

type Verdict = { readonly difference: number } | { readonly missing: string } | { readonly refused: string }

/** Exports networks in every format, lets Python read each by the library of its own, and prints how far answers differ. Gives what lies past `tolerance`. */
export async function judgeExports(engine: TensorFlowEngine, { python, root, folder, tolerance }: { python: string; root: string; folder: string; tolerance: number }): Promise<string[]> {
  for (const name of networks) await writeExports(engine, name, join(folder, name))
  const said = execFileSync(python, [join(root, 'test', 'interop', 'exports.py'), folder], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, CUDA_VISIBLE_DEVICES: '-1', TF_CPP_MIN_LOG_LEVEL: '3' } })
  const verdicts = JSON.parse(said.toString()) as Record<string, Record<ExportFormat, Verdict>>
  const shown = (verdict: Verdict) => ('difference' in verdict ? verdict.difference.toExponential(1) : 'missing' in verdict ? `no ${verdict.missing}` : 'refused')
  console.log(`\n${table([['export', ...exportFormats], ...networks.map((name) => [name, ...exportFormats.map((format) => shown(verdicts[name]![format]))])])}`)
  return networks.flatMap((name) => exportFormats.flatMap((format) => {
    const verdict = verdicts[name]![format]
    if ('missing' in verdict || ('difference' in verdict && verdict.difference <= tolerance)) return []
    return [`${name} as ${format}: ${'refused' in verdict ? verdict.refused : `differs by ${verdict.difference}`}`]
  }))
}

/** Writes a network with random weights in every format, and pictures with what it answers them. */
async function writeExports(engine: TensorFlowEngine, name: PresetName, folder: string): Promise<void> {
  const { build, size } = presets[name]
  const graph = build(size, 10)
  const { input, classes, placed } = factsOf(graph)
  const [channels, height, width] = input as [number, number, number]
  const source = random(11)
  const images = { channels, height, width, mean: new Array<number>(channels).fill(0.45), deviation: new Array<number>(channels).fill(0.25) }
  const subject: Subject = { graph, weights: sampleWeights(graph, source), images, classes: Array.from({ length: classes }, (_, i) => `class ${i}`) }
  const count = size > 32 ? 2 : 8
  const bytes = Uint8Array.from({ length: count * channels * height * width }, () => source.below(256))
  const [first, last] = [placed[0]!.node.id, placed.at(-1)!.node.id]
  const network = await engine.compileToAnswer(graph, 'float32', images)
  network.writeWeights(subject.weights)
  const values = network.activations(bytes, count, [first, last])
  network.dispose()
  for (const format of exportFormats) {
    await mkdir(join(folder, format), { recursive: true })
    for (const [file, parts] of Object.entries(formats[format].write(subject, engine))) await writeFile(join(folder, format, file), parts)
  }
  await writeFile(join(folder, 'images.safetensors'), writeSafetensors(new Map([
    ['images', { shape: [count, ...input], data: values.get(first)!.data }],
    ['answers', { shape: [count, classes], data: values.get(last)!.data }],
  ])))
}
