import { phrase } from '#shared/base/phrase'
import { plain, problem } from '#shared/base/problem'
import type { EpochFigures, RunNow, RunSummary } from '#shared/contract/runs'
import { learningRateAt } from '#shared/plan/schedules'
import { defaultPlan, type Plan } from '#shared/plan/plan'

export const STEPS = 352
const plan: Plan = { ...defaultPlan, epochs: 30, learningRate: 0.1, warmup: 2, schedule: { kind: 'cosine', final: 0 } }

export const summaryOf = (number: number, state: RunSummary['state'], more: Partial<RunSummary> = {}): RunSummary => ({
  id: `run-${number}`, name: `Run ${number}`, tags: [], note: '', state, network: { name: 'VGG16-BN', hash: 'h1' }, data: { source: 'cifar-10', name: 'CIFAR-10', classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'] }, plan,
  created: new Date(Date.UTC(2026, 0, 1, 10, number)).toISOString(), seconds: 958, epochs: { done: 30, of: 30 }, best: { step: 30 * STEPS, epoch: 28, accuracy: 0.9 + (number % 7) / 200 }, ...more,
})

/** One that is in its seventh epoch, and some that ended in their ways. */
export const runs: readonly RunSummary[] = [
  summaryOf(14, 'running', { epochs: { done: 6, of: 30 }, best: { step: 6 * STEPS, epoch: 6, accuracy: 0.794 }, seconds: 236, note: 'as run 12, cosine' }),
  summaryOf(13, 'finished', { note: 'no augmentation' }),
  summaryOf(12, 'finished', { note: 'step schedule' }),
  summaryOf(11, 'stopped', { epochs: { done: 3, of: 30 }, best: { step: 3 * STEPS, epoch: 2, accuracy: 0.1 }, seconds: 96, note: 'learning rate 1.0', plan: { ...plan, learningRate: 1 } }),
  summaryOf(10, 'cutOff', { network: { name: 'ResNet-18', hash: 'h2' }, epochs: { done: 12, of: 40 }, seconds: 370 }),
  summaryOf(9, 'failed', { network: { name: 'VGG11-BN', hash: 'h3' }, epochs: { done: 1, of: 30 }, seconds: 40, problem: plain(problem('lossNotFinite', { loss: 'NaN', step: 353, epoch: 2, learningRate: 0.1, kept: phrase('nothingSaved') })) }),
]

const wave = (i: number) => Math.sin(i * 12.9898) * Math.sin(i * 4.137)
/** A run at ten times its rate never leaves ln 10. */
const isStuck = (run: RunSummary) => run.plan.learningRate === 1
const lossAt = (epoch: number) => 0.535 + 1.72 * Math.exp(-epoch / 1.7)
const accuracyAt = (epoch: number) => 0.816 - 0.7 * Math.exp(-epoch / 1.75)

/** Steps from..to of a run, as columns. */
export function stepsBetween(run: RunSummary, from: number, to: number) {
  const stuck = isStuck(run)
  const numbers = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i + 1)
  const column = (value: (step: number) => number) => Float32Array.from(numbers, value)
  return {
    step: column((step) => step),
    loss: column((step) => (stuck ? 2.303 + wave(step) * 0.03 : lossAt(step / STEPS) + wave(step) * 0.12)),
    accuracy: column((step) => (stuck ? 0.1 : accuracyAt(step / STEPS)) + wave(step + 7) * 0.05),
    learningRate: column((step) => learningRateAt(run.plan.schedule, run.plan, step, plan.epochs * STEPS)),
    gradientNorm: column((step) => 0.75 + 2.4 * Math.exp(-step / STEPS) + wave(step) * 0.3),
    imagesPerSecond: column((step) => (step % STEPS < 12 ? 1290 : 1462) + wave(step) * 30),
  }
}

export const epochsUpTo = (run: RunSummary, epochs: number): EpochFigures[] =>
  Array.from({ length: epochs }, (_, i) => ({
    epoch: i + 1, step: (i + 1) * STEPS, imagesPerSecond: 1460, seconds: 31,
    ...(isStuck(run)
      ? { training: { loss: 2.303, accuracy: 0.1 }, validation: { loss: 2.303, accuracy: 0.1 } }
      : { training: { loss: lossAt(i + 1), accuracy: accuracyAt(i + 1) }, validation: { loss: lossAt(i + 0.8) + 0.06, accuracy: accuracyAt(i + 0.9) - 0.01 } }),
  }))

export function nowOf({ state, epochs }: RunSummary, steps: number): RunNow {
  const epoch = Math.floor(steps / STEPS) + 1
  const running = state === 'running'
  return {
    state, doing: '', epoch: running ? epoch : Math.max(1, epochs.done), epochs: epochs.of, step: running ? (steps % STEPS) + 1 : STEPS, steps: STEPS,
    score: { loss: 0.573, accuracy: 0.804 }, imagesPerSecond: 1462, ...(running && { secondsLeft: 720 }),
  }
}
