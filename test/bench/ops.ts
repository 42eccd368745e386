import { findEngine } from '#electron/engine/setup/locate'
import { realOutside } from '#electron/engine/setup/outside'
import { processorFlags, processorKind } from '#electron/engine/setup/processor'
import { DataType, loadBinding, type Binding } from '#electron/engine/tensorflow/binding'
import { compileGraph } from '#electron/engine/tensorflow/compile'
import { GraphBuilder, type Tensor } from '#electron/engine/tensorflow/graphdef'
import { conv2d } from '#electron/engine/tensorflow/ops/conv2d'
import type { Same } from '#electron/engine/tensorflow/ops/convolution/forms/same'
import { convolutionRules, noRules, rulesFor, type Chosen, type Part } from '#electron/engine/tensorflow/ops/convolution/rules'
import { Session } from '#electron/engine/tensorflow/session'
import { modelOf } from '#electron/terminal/models'
import { table } from '#electron/terminal/words'
import { random } from '#shared/base/random'
import { factsOf } from '#shared/graph/facts'
import { sizeOf } from '#shared/ops/ops'
import { defaultPlan } from '#shared/plan/plan'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { median } from './figures'

const help = `Times every form of every convolution of a network, says which the rules take on this processor and which is the fastest here,
by the clock and by the time of the processor, which says more where others compute too.
Only convolutions that keep the size of their maps have other forms; all others are left out.

  npm run bench -- ops [--model vgg16-bn|<file>] [--size 32] [--batch 128] [--precision bfloat16|float32] [--rounds 15]`

const parts: Readonly<Record<Part, string>> = { y: 'forward', toInput: 'by the input', toKernel: 'by the filters' }

/** The sizes of a convolution, and how many of the network's layers have them. */
interface Shape {
  readonly x: readonly number[]
  readonly kernel: readonly number[]
  readonly padding: Same['padding']
  layers: number
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      model: { ...text, default: 'vgg16-bn' }, size: { ...text, default: '32' }, batch: { ...text, default: '128' }, precision: { ...text, default: 'bfloat16' },
      rounds: { ...text, default: '15' }, help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(help)
  const found = findEngine({ person: realOutside(), kind: 'cpu' })
  if (!found) throw new Error('There is no engine: npm run engine')
  process.env.TF_CPP_MIN_LOG_LEVEL = '2'
  const binding = loadBinding(found.folder)
  const [batch, rounds, size] = [Number(values.batch), Number(values.rounds), Number(values.size)]
  const type = values.precision === 'float32' ? DataType.float32 : DataType.bfloat16
  const kind = processorKind(await processorFlags(realOutside()))

  const rows = [['convolution', 'layers', 'part', 'form', 'median ms', 'least ms', 'CPU ms', 'the rules', 'fastest']]
  for (const shape of shapesOf(values.model, size, batch)) {
    rows.push(...formsOf(binding, shape, type, batch, rounds, rulesFor(kind)))
    console.error(rows.at(-1)![0] || words(shape))
  }
  console.log(`${values.model}, batch ${batch}, ${values.precision}; ${cpus()[0]?.model}, ${kind}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}; ${rounds} rounds`)
  console.log(rows.length > 1 ? table(rows) : 'No convolution of this network keeps the size of its maps.')
}

/** The convolutions that rules are asked about when the network is compiled, each kind once. */
function shapesOf(model: string, size: number, batch: number): readonly Shape[] {
  const graph = modelOf(model, { classes: 10, size })
  const shapes = new Map<string, Shape>()
  const watch: Chosen = (part, { x, kernel, padding }) => {
    const key = String([x.dims, kernel.dims])
    const known = shapes.get(key) ?? { x: x.dims, kernel: kernel.dims, padding, layers: 0 }
    // A layer asks once for each part, in training and in evaluation.
    if (part === 'y') known.layers += 0.5
    shapes.set(key, known)
    return undefined
  }
  const [channels, height, width] = factsOf(graph).input as [number, number, number]
  const pictures = { channels, height, width, mean: Array.from({ length: channels }, () => 0.5), deviation: Array.from({ length: channels }, () => 0.3) }
  compileGraph(graph, { ...defaultPlan, batch }, pictures, { hasWholeGradients: () => true, rules: watch })
  return [...shapes.values()]
}

/** Every form of a convolution, in turn for so many rounds. */
function formsOf(binding: Binding, shape: Shape, type: DataType, batch: number, rounds: number, rules: Chosen): string[][] {
  const g = new GraphBuilder()
  const written: string[] = []
  const feeds: Record<string, { dims: readonly number[]; data: Float32Array }> = {}
  const source = random(1)
  const variable = (name: string, dims: readonly number[]): Tensor => {
    const handle = g.one('VarHandleOp', [], { dtype: { type }, shape: { shape: dims }, shared_name: { text: name } }, DataType.resource, [])
    const feed = g.placeholder(`${name}/feed`, DataType.float32, dims)
    written.push(g.effect('AssignVariableOp', [handle, g.cast(feed, type)], { dtype: { type } }))
    feeds[`${name}/feed`] = { dims, data: Float32Array.from({ length: sizeOf(dims) }, () => source.normal()) }
    return g.one('ReadVariableOp', [handle], { dtype: { type } }, type, dims)
  }
  const pixels = shape.x.slice(1)
  const [x, kernel] = [variable('x', [batch, ...pixels]), variable('kernel', shape.kernel)]
  const dy = variable('dy', [batch, ...pixels.slice(0, 2), shape.kernel[3]!])
  const same: Same = { g, x, kernel, padding: shape.padding, batch }
  const context = { g, training: true, compute: type, seed: g.ints([0, 0]), layerKey: 0, batch, rules: noRules, hasWholeGradients: () => true }
  const plain = conv2d(context, x, kernel, { stride: [1, 1], padding: shape.padding, dilation: [1, 1], groups: 1 })
  const [toInput, toKernel] = plain.gradient(dy) as [Tensor, Tensor]

  const forms: { part: Part; form: string; fetch: string; times: number[]; processor: number }[] = []
  const add = (part: Part, form: string, made: Tensor) => {
    const fetch = `${part}/${form}`
    // One number of it: what depends on it by its control input alone would not be computed.
    const one = g.one('Slice', [made, g.ints(made.dims.map(() => 0)), g.ints(made.dims.map(() => 1))], { T: { type }, Index: { type: DataType.int32 } }, type, made.dims)
    g.named(fetch, g.cast(one, DataType.float32))
    forms.push({ part, form, fetch, times: [], processor: 0 })
  }
  for (const [part, made] of [['y', plain.y], ['toInput', toInput], ['toKernel', toKernel]] as const) {
    add(part, 'plain', made)
    for (const rule of convolutionRules[part]) if (rule.fits(same)) add(part, rule.name, rule.build(same, dy))
  }
  g.signal('written', written)
  const session = new Session(binding, g)
  try {
    session.run(feeds, ['written'])
    // Two rounds to warm up.
    for (let round = -2; round < rounds; round++)
      for (const form of forms) {
        const [start, processor] = [performance.now(), process.cpuUsage()]
        session.run({}, [form.fetch])
        if (round < 0) continue
        form.times.push(performance.now() - start)
        const { user, system } = process.cpuUsage(processor)
        form.processor += (user + system) / 1000 / rounds
      }
  } finally {
    session.close()
  }
  return forms.map(({ part, form, times, processor }, i) => {
    const others = forms.filter((other) => other.part === part)
    const fastest = [
      ...(others.every((other) => Math.min(...other.times) >= Math.min(...times)) ? ['clock'] : []),
      ...(others.every((other) => other.processor >= processor) ? ['CPU'] : []),
    ]
    const taken = rules(part, same)?.name ?? 'plain'
    return [
      i ? '' : words(shape), i ? '' : String(shape.layers), form === 'plain' ? parts[part] : '', form,
      median(times).toFixed(2), Math.min(...times).toFixed(2), processor.toFixed(2), taken === form ? 'take it' : '', fastest.join(' '),
    ]
  })
}

const words = ({ x, kernel }: Shape) => `${kernel[2]} to ${kernel[3]}, ${kernel[0]}x${kernel[1]}, at ${x[1]}x${x[2]}`

main().catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : thrown)
  process.exitCode = 1
})
