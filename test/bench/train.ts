import { findEngine } from '#electron/engine/setup/locate'
import { realOutside } from '#electron/engine/setup/outside'
import { table } from '#electron/terminal/words'
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { median } from './figures'

const help = `Times training steps: ours with and without the rules for convolutions, tfjs LayersModel (VGG16-BN only), the tfjs-core reference, and PyTorch.
All variants are alive at once and step in turn, so that whatever else the machine does meets each alike.

  npm run bench -- train [--model vgg16-bn|resnet-18|fast-94] [--rounds 7] [--batch 128] [--python <a Python with torch>] [--without <words>]`

interface Row {
  readonly ms: number
  readonly cpuMs: number
  readonly peakMB: number
  readonly jsMs?: number
}

/** A process that makes a step when it is asked to. */
class Variant {
  readonly rows: Row[] = []
  private constructor(
    readonly what: string,
    readonly parameters: number,
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
  ) {}

  static async start(command: string, words: readonly string[]): Promise<Variant> {
    const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'ignore'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const first = await lines.next()
    if (first.done) throw new Error(`${[command, ...words].join(' ')} ended without a word.`)
    const { what, parameters } = JSON.parse(first.value) as { what: string; parameters: number }
    return new Variant(what, parameters, child, lines)
  }

  async step(counts: boolean): Promise<void> {
    this.child.stdin!.write('\n')
    const line = await this.lines.next()
    if (line.done) throw new Error(`${this.what} ended by itself.`)
    if (counts) this.rows.push(JSON.parse(line.value) as Row)
  }

  stop(): void {
    this.child.kill()
  }
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { rounds: { ...text, default: '7' }, batch: { ...text, default: '128' }, model: { ...text, default: 'vgg16-bn' }, python: text, without: { ...text, default: '' }, help: { type: 'boolean' } } })
  if (values.help) return console.log(help)
  const engine = findEngine({ person: realOutside(), kind: 'cpu' })
  if (!engine) throw new Error('There is no engine: npm run engine')
  process.env.VGG_STUDIO_ENGINE = engine.folder
  process.env.TF_CPP_MIN_LOG_LEVEL = '2'

  const { batch, model } = values
  const ours = (name: string, ...words: string[]) => [process.execPath, join(__dirname, `${name}.cjs`), batch, model, ...words]
  const torch = (mode: string) => [values.python!, join('test', 'bench', 'torch_step.py'), mode, batch, model]
  const commands = [
    ours('step', 'float32'), ours('step', 'float32', 'plain'), ours('step', 'bfloat16'), ours('step', 'bfloat16', 'plain'), ...(model === 'vgg16-bn' ? [ours('layersModel')] : []), ours('reference'),
    ...(values.python ? ['nchw', 'channels_last', 'compile', 'bf16'].map(torch) : []),
  ].filter((command) => !values.without.split(',').some((word) => word && command.join(' ').includes(word)))
  if (!values.python) console.log('PyTorch is left out: name a Python that has torch with --python.')

  const variants: Variant[] = []
  try {
    for (const [command, ...words] of commands) variants.push(await Variant.start(command!, words))
    const other = variants.find(({ parameters }) => parameters !== variants[0]!.parameters)
    if (other) throw new Error(`${other.what} has ${other.parameters} parameters, ${variants[0]!.what} ${variants[0]!.parameters}: not the same network.`)
    // Two rounds to warm up: the first makes plans and touches memory, and PyTorch compiles.
    for (let round = -2; round < Number(values.rounds); round++) for (const variant of variants) await variant.step(round >= 0)
    console.log(`${model}: ${report(variants, Number(batch))}`)
  } finally {
    for (const variant of variants) variant.stop()
  }
}

function report(variants: readonly Variant[], batch: number): string {
  const first = variants[0]!
  const rows = variants.map(({ what, rows: steps }) => {
    const of = (pick: (row: Row) => number) => median(steps.map(pick))
    const jsMs = steps.flatMap((row) => row.jsMs ?? [])
    return [
      what,
      ((1000 * batch) / of(({ ms }) => ms)).toFixed(1),
      ((1000 * batch) / Math.min(...steps.map(({ ms }) => ms))).toFixed(1),
      median(steps.map(({ ms }, round) => first.rows[round]!.ms / ms)).toFixed(2),
      of(({ cpuMs }) => cpuMs).toFixed(0),
      jsMs.length ? `${median(jsMs).toFixed(2)} ms` : '',
      `${of(({ peakMB }) => peakMB).toFixed(0)} MB`,
    ]
  })
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0]
  return [
    `${cpus()[0]?.model}, ${cpus().length} cores, load ${load}; batch ${batch}, ${first.rows.length} rounds, medians`,
    table([['', 'images/s', 'best', 'ratio', 'CPU ms/step', 'outside TensorFlow', 'peak memory'], ...rows]),
  ].join('\n')
}

main().catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : thrown)
  process.exitCode = 1
})
