import { openTensorFlow, type TensorFlowEngine } from '#electron/engine/tensorflow/engine'
import { findEngine } from '#electron/engine/setup/locate'
import { realOutside } from '#electron/engine/setup/outside'
import { table } from '#electron/terminal/words'
import { random } from '#shared/base/random'
import { defaultPlan } from '#shared/plan/plan'
import { presets, type Preset } from '#shared/presets/index'
import { median } from './figures'

/** The pictures of an epoch of CIFAR-10, nothing held out. */
const epochPictures = 50_000

/** Times training steps of every preset at its own size with ten classes, and says what an epoch of 50,000 pictures takes. Words name the presets; none: all. */
async function main(): Promise<void> {
  const found = findEngine({ person: realOutside(), kind: 'cpu' })
  if (!found) throw new Error('There is no engine: npm run engine')
  const engine = openTensorFlow(found.folder)
  const wanted = process.argv.slice(2)
  const rows = [['model', 'batch', 'step', 'images/s', 'seconds an epoch of 50,000']]
  for (const [name, preset] of Object.entries<Preset>(presets)) {
    if (wanted.length && !wanted.includes(name)) continue
    const batch = preset.size > 32 ? 16 : 128
    const milliseconds = await step(engine, preset, batch)
    const perSecond = batch / (milliseconds / 1000)
    rows.push([name, String(batch), `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`, perSecond.toFixed(1), (epochPictures / perSecond).toPrecision(3)])
    console.error(rows.at(-1)!.join('  '))
  }
  console.log(table(rows))
}

/** The median of a few steps in float32, the first one left out. */
async function step(engine: TensorFlowEngine, { size, build }: Preset, batch: number): Promise<number> {
  const source = random(0)
  const pictures = { height: size, width: size, channels: 3, mean: [0.5, 0.5, 0.5], deviation: [0.29, 0.29, 0.29] }
  const fed = {
    count: batch,
    images: Uint8Array.from({ length: batch * size * size * 3 }, () => source.below(256)),
    labels: Int32Array.from({ length: batch }, () => source.below(10)),
  }
  const program = await engine.compile(build(size, 10), { ...defaultPlan, batch }, pictures)
  const times: number[] = []
  try {
    for (let step = 0; step < 6; step++) {
      const start = performance.now()
      program.step(fed, { learningRate: 1e-4, step })
      times.push(performance.now() - start)
    }
  } finally {
    program.dispose()
  }
  return median(times.slice(1))
}

void main()
