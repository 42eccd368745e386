import { openTensorFlow, type TensorFlowEngine } from '#electron/engine/tensorflow/engine'
import { findEngine } from '#electron/engine/setup/locate'
import { realOutside } from '#electron/engine/setup/outside'
import { batchesOf } from '#electron/images/batches'
import { inMemory } from '#electron/images/pictures'
import { writeCheckpoint } from '#electron/runs/checkpoint'
import { table } from '#electron/terminal/words'
import { defaultPlan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './figures'
import { workload } from './workload'

/** Times what stands around a step: compiling, batches, checkpoints; and watches memory over many steps and many programs. */
async function main(): Promise<void> {
  const found = findEngine({ person: realOutside(), kind: 'cpu' })
  if (!found) throw new Error('There is no engine: npm run engine')
  const engine = openTensorFlow(found.folder)
  const rows = [['', 'median', 'least', 'most'], await compiling(engine), batches(), await checkpoint(engine)]
  console.log(table(rows))
  console.log(await steps(engine))
  console.log(await rounds(engine))
}

async function compiling(engine: TensorFlowEngine): Promise<string[]> {
  const { graph, plan, pictures } = workload(128)
  const times: number[] = []
  for (let round = 0; round < 7; round++) {
    const start = performance.now()
    const program = await engine.compile(graph, plan, pictures)
    times.push(performance.now() - start)
    program.dispose()
  }
  return row('compile and load VGG16-BN, start values included', times)
}

function batches(): string[] {
  const { batch } = workload(128)
  const pictures = inMemory({ count: 128, height: 32, width: 32, channels: 3, bytes: batch.images as Uint8Array, labels: new Uint8Array(128) })
  const made = batchesOf(pictures, Uint32Array.from({ length: 128 }, (_, i) => i), { batch: 128, seed: 1, augmentation: defaultPlan.augmentation, balance: 'none', sizes: [] })
  const times: number[] = []
  for (let epoch = 0; epoch < 500; epoch++) {
    const start = performance.now()
    made.make(epoch, 0)
    times.push(performance.now() - start)
  }
  return row('a batch of 128 pictures 32x32, flip and crop', times.slice(100))
}

async function checkpoint(engine: TensorFlowEngine): Promise<string[]> {
  const { graph, plan, pictures } = workload(128)
  const folder = await mkdtemp(join(tmpdir(), 'vgg-studio-bench-'))
  const program = await engine.compile(graph, plan, pictures)
  const times: number[] = []
  for (let step = 0; step < 7; step++) {
    const start = performance.now()
    const position = { step, epoch: 0, batch: 0, sums: { loss: 0, correct: 0, count: 0 } }
    await writeCheckpoint(folder, { weights: program.readWeights(), state: program.readState(), position, plan }, { graph, images: pictures, classes: [] })
    times.push(performance.now() - start)
  }
  program.dispose()
  await rm(folder, { recursive: true })
  return row('a checkpoint of VGG16-BN with the optimizer, read and flushed to disk', times)
}

async function steps(engine: TensorFlowEngine): Promise<string> {
  const { plan, pictures, batch } = workload(32)
  const program = await engine.compile(presets['vgg16-bn-small'].build(32, 10), plan, pictures)
  const memory: number[] = []
  for (let step = 0; step < 1000; step++) {
    program.step(batch, { learningRate: 0.001, step })
    if (step % 100 === 99) memory.push(resident())
  }
  program.dispose()
  return `memory over 1,000 steps, every 100: ${memory.map((mb) => mb.toFixed(0)).join(' ')} MB`
}

async function rounds(engine: TensorFlowEngine): Promise<string> {
  const { plan, pictures, batch } = workload(32)
  const memory: number[] = []
  for (let round = 0; round < 100; round++) {
    const program = await engine.compile(presets['vgg16-bn-small'].build(32, 10), plan, pictures)
    program.step(batch, { learningRate: 0.001, step: 0 })
    program.dispose()
    if (round % 10 === 9) memory.push(resident())
  }
  return `memory over 100 programs made, stepped and disposed, every 10: ${memory.map((mb) => mb.toFixed(0)).join(' ')} MB`
}

function row(what: string, times: readonly number[]): string[] {
  return [what, ...[median(times), Math.min(...times), Math.max(...times)].map((ms) => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`)]
}

function resident(): number {
  return process.memoryUsage().rss / 1e6
}

void main()
