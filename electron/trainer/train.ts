import type { Program, Weights } from '#electron/engine/engine'
import { openDataSet } from '#electron/datasets/open'
import { batchesOf } from '#electron/images/batches'
import type { DataSet } from '#electron/images/pictures'
import { keepCheckpoints, readCheckpoint, weightsFile, writeCheckpoint, type Position } from '#electron/runs/checkpoint'
import { Journal } from '#electron/runs/journal'
import { lockRun } from '#electron/runs/lock'
import { readRun, writeRun, type Run } from '#electron/runs/record'
import { problem } from '#shared/base/problem'
import type { Job, Score } from '#shared/contract/trainer'
import { factsOf } from '#shared/graph/facts'
import { learningRateAt } from '#shared/plan/schedules'
import { evaluateSplit } from './evaluate'
import type { Host } from './host'
import { Pace } from './pace'
import { continuedRun, engineDiffers, newRun, splitOf, takeFolder } from './records'
import { evaluationBatch, scorePictures } from './scoring'

type TrainJob = Extract<Job, { kind: 'train' | 'resume' }>

/** Trains a network, or goes on with a run, to the end of the plan or until asked to stop; either way what was done is saved. */
export async function train(job: TrainJob, host: Host): Promise<void> {
  const found = job.kind === 'resume' ? await readRun(job.run) : undefined
  const source = job.kind === 'train' ? job.data : job.data ?? found!.data.source
  host.emit({ type: 'preparing', what: 'reading the pictures' })
  const data = await openDataSet(source)
  for (const text of data.warnings) host.emit({ type: 'note', text, warning: true })
  if (job.test && !data.test) throw problem('noTestPictures', { name: data.name })

  if (found) {
    const differs = engineDiffers(found, host)
    if (differs) host.emit({ type: 'note', text: differs, warning: true })
  }
  const run = job.kind === 'train' ? newRun(job, data, host) : continuedRun(job, found!, data)
  if (job.kind === 'train') await takeFolder(job.run)
  const release = lockRun(job.run)
  try {
    await writeRun(job.run, run)
    await new Training(job.run, run, data, host).go(job.test)
  } catch (thrown) {
    // The record as it stands on disk, with the checkpoints that are there; if even this cannot be written, the first problem is what counts.
    await readRun(job.run).then((kept) => writeRun(job.run, { ...kept, state: 'failed' })).catch(() => undefined)
    throw thrown
  } finally {
    release()
  }
}

/** One run while it is being trained. */
class Training {
  private readonly journal: Journal
  private readonly split: ReturnType<typeof splitOf>
  private readonly evaluationBatch: number
  private position: Position = { step: 0, epoch: 0, batch: 0, sums: { loss: 0, correct: 0, count: 0 } }

  constructor(
    private readonly folder: string,
    private run: Run,
    private readonly data: DataSet,
    private readonly host: Host,
  ) {
    this.journal = new Journal(folder)
    this.split = splitOf(data, run.plan)
    this.evaluationBatch = evaluationBatch(factsOf(run.graph).total.activationBytes)
  }

  async go(test: boolean): Promise<void> {
    const { plan, graph } = this.run
    this.host.emit({ type: 'preparing', what: 'compiling the network' })
    const program = await this.host.engine.compile(graph, plan, this.run.data.images)
    try {
      await this.takeUp(program)
      const batches = batchesOf(this.data.training, this.split.training, plan)
      const perEpoch = batches.count()
      this.host.emit({ type: 'began', run: this.folder, training: this.split.training.length, validation: this.split.holdOut.length, epochs: plan.epochs, stepsPerEpoch: perEpoch })
      const pace = new Pace(this.run.seconds)

      while (this.position.epoch < plan.epochs) {
        pace.beginEpoch()
        while (this.position.batch < perEpoch) {
          if (await this.host.stopping()) return await this.stop(program, pace)
          this.step(program, batches, perEpoch, pace)
        }
        if (!(await this.endEpoch(program, pace))) return await this.stop(program, pace)
      }
      if (test) await this.test(program)
      await this.end('finished')
    } finally {
      program.dispose()
    }
  }

  /** Brings the program to where the run's last checkpoint left it. */
  private async takeUp(program: Program): Promise<void> {
    if (!this.run.last) return this.note('began')
    const { weights, state, position } = await readCheckpoint(this.folder, this.run.last.step)
    program.writeWeights(weights)
    program.writeState(state)
    this.position = position
    await this.journal.cutAfter(position)
    this.note('went on')
  }

  private step(program: Program, batches: ReturnType<typeof batchesOf>, steps: number, pace: Pace): void {
    const { epoch, batch: index, step, sums } = this.position
    const { plan } = this.run
    const { epochs } = plan
    const learningRate = learningRateAt(plan.schedule, plan, step, epochs * steps)
    const batch = batches.make(epoch, index)
    const result = program.step(batch, { learningRate, step })
    if (!Number.isFinite(result.loss)) this.fail(result.loss)

    this.position = {
      epoch,
      step: step + 1,
      batch: index + 1,
      sums: { loss: sums.loss + result.loss * batch.count, correct: sums.correct + result.correct, count: sums.count + batch.count },
    }
    pace.stepDone(batch.count)
    this.journal.add({ t: 'step', step: step + 1, epoch: epoch + 1, learningRate, loss: result.loss, accuracy: result.correct / batch.count })
    const stepsLeft = (epochs - epoch) * steps - index - 1
    this.host.emit({
      type: 'step', epoch: epoch + 1, epochs, step: index + 1, steps, ...scoreOf(this.position.sums),
      imagesPerSecond: pace.imagesPerSecond, secondsLeft: pace.secondsLeft(stepsLeft, epochs - epoch),
    })
  }

  /** Validates and saves; false when asked to stop while validating, as if the epoch's end were still to come. */
  private async endEpoch(program: Program, pace: Pace): Promise<boolean> {
    const { epochs } = this.run.plan
    pace.beginValidation()
    let validation: Score | undefined
    if (this.split.holdOut.length) {
      const scored = await scorePictures(program, this.data.training, this.split.holdOut, this.evaluationBatch, () => this.host.stopping())
      if (!scored) return false
      validation = scored.score
    }
    pace.endValidation()

    const epoch = this.position.epoch + 1
    const training = scoreOf(this.position.sums)
    const { imagesPerSecond, epochSeconds: seconds } = pace
    const figures = { epoch, training, ...(validation && { validation }), imagesPerSecond, seconds }
    // First the journal, then the checkpoint: after a crash in between the line is cut off again, while a missing one could not be made up.
    this.journal.add({ t: 'epoch', step: this.position.step, ...figures })
    this.position = { step: this.position.step, epoch, batch: 0, sums: { loss: 0, correct: 0, count: 0 } }
    await this.save(program, pace, validation?.accuracy)
    this.host.emit({ type: 'epoch', epochs, ...figures, weights: weightsFile(this.folder, this.position.step) })
    return true
  }

  private async save(program: Program, pace: Pace, accuracy?: number): Promise<void> {
    const weights = program.readWeights()
    if (!allFinite(weights)) this.fail(NaN)
    await writeCheckpoint(this.folder, { weights, state: program.readState(), position: this.position }, { graph: this.run.graph, images: this.run.data.images, classes: this.run.data.classes })
    const last = { step: this.position.step, epoch: this.position.epoch, ...(accuracy !== undefined && { accuracy }) }
    // Without held-out pictures the last epoch is the best that is known.
    const better = this.position.batch === 0 && (accuracy ?? Infinity) > (this.run.best?.accuracy ?? -1)
    const best = better || !this.split.holdOut.length ? last : this.run.best
    this.run = { ...this.run, last, ...(best && { best }), seconds: pace.totalSeconds }
    await writeRun(this.folder, this.run)
    await keepCheckpoints(this.folder, [last.step, ...(best ? [best.step] : [])])
  }

  private async stop(program: Program, pace: Pace): Promise<void> {
    if (this.position.step > (this.run.last?.step ?? 0)) await this.save(program, pace)
    await this.end('stopped')
  }

  private async test(program: Program): Promise<void> {
    const evaluated = await evaluateSplit(program, this.data, 'test', { plan: this.run.plan, batch: this.evaluationBatch, mirrored: false }, this.host)
    if (!evaluated) return
    this.journal.add({ t: 'test', step: this.position.step, ...evaluated.score })
    this.host.emit(evaluated)
  }

  private async end(how: 'finished' | 'stopped'): Promise<void> {
    this.run = { ...this.run, state: how }
    await writeRun(this.folder, this.run)
    this.note(how)
    const { last } = this.run
    this.host.emit({ type: 'done', how, run: this.folder, ...(last && { weights: weightsFile(this.folder, last.step) }) })
  }

  /** The loss is no number any more: says so, and what is kept. */
  private fail(loss: number): never {
    const { last, plan } = this.run
    this.note('failed')
    throw problem('lossNotFinite', {
      loss: Number.isNaN(loss) ? 'NaN' : 'infinite',
      step: this.position.batch + 1,
      epoch: this.position.epoch + 1,
      learningRate: plan.learningRate,
      kept: last ? `the weights after step ${last.step} are kept in ${weightsFile(this.folder, last.step)}` : 'nothing good was saved yet',
    })
  }

  private note(what: 'began' | 'went on' | 'stopped' | 'finished' | 'failed'): void {
    this.journal.add({ t: 'event', step: this.position.step, what, at: new Date().toISOString() })
  }
}

function scoreOf({ loss, correct, count }: Position['sums']): Score {
  return { loss: loss / count, accuracy: correct / count }
}

function allFinite(weights: Weights): boolean {
  for (const { data } of weights.values()) for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false
  return true
}
