import type { Program } from '#electron/engine/engine'
import { openDataSet } from '#electron/datasets/open'
import { batchesAhead, type ClosableBatches } from '#electron/images/ahead/batchesAhead'
import type { DataSet } from '#electron/images/pictures'
import { keepCheckpoints, movePosition, readCheckpoint, weightsFile, writeCheckpoint, type Position } from '#electron/runs/checkpoint'
import { Journal, type JournalLine, type RunEvent } from '#electron/runs/journal'
import { lockRun } from '#electron/runs/lock'
import { readRun, writeRun, type Run } from '#electron/runs/record'
import { phrase } from '#shared/base/phrase'
import { asProblem, plain, problem } from '#shared/base/problem'
import type { Job, Score } from '#shared/contract/trainer'
import { factsOf } from '#shared/graph/facts'
import { confusionOf } from '#shared/metrics/confusion'
import { learningRateAt } from '#shared/plan/schedules'
import { begin } from './begin'
import { evaluateSplit } from './evaluate'
import { notFinite } from './finite'
import type { Host } from './host'
import { Pace } from './pace'
import { settled } from './precision'
import { continuedRun, engineDiffers, newRun, refuseOtherPlan, seenBy, splitOf, takeFolder } from './records'
import { withRoom } from './room'
import { keepStart, keptStart, startOf, tellStart } from './startWeights'
import { evaluationBatch, scorePictures } from './scoring'
import { StepKinds } from './stepKinds'

type TrainJob = Extract<Job, { kind: 'train' | 'resume' }>

/** Seconds after which a checkpoint is written in the middle of an epoch too. */
const SAVE_EVERY = 300
/** The gradients' norm takes a pass over them, 5 % of a step of a small network: one step in so many asks for it. */
const NORM_EVERY = 10

/** Trains a network, or goes on with a run, to the end of the plan or until asked to stop; either way what was done is saved. */
export async function train(job: TrainJob, host: Host): Promise<void> {
  const found = job.kind === 'resume' ? await readRun(job.run) : undefined
  const source = job.kind === 'train' ? job.data : job.data ?? found!.data.source
  // Weights that cannot be started from are told of before anything takes long.
  const start = job.kind === 'train' ? await startOf(job) : undefined
  host.emit({ type: 'preparing', what: 'reading the pictures' })
  const data = await openDataSet(source)
  for (const text of data.warnings) host.emit({ type: 'note', text, warning: true })
  if (job.test && !data.test) throw problem('noTestPictures', { name: data.name })

  if (found) {
    const differs = engineDiffers(found, host)
    if (differs) host.emit({ type: 'note', text: differs, warning: true })
  }
  const run = job.kind === 'train' ? newRun(job, data, start?.record, host) : continuedRun(job, found!, data)
  if (job.kind === 'train') await takeFolder(job.run)
  const release = lockRun(job.run)
  try {
    if (start) {
      await keepStart(job.run, start, host)
      tellStart(start, run, host)
    }
    const plan = await settled({ graph: run.graph, plan: run.plan, images: run.data.images }, host)
    await new Training(job.run, { ...run, plan }, seenBy(run.graph, data), host, job.saveEvery ?? SAVE_EVERY).go(job.test)
  } catch (thrown) {
    const met = plain(asProblem(thrown))
    // The record as it stands on disk, with the checkpoints that are there; if even this cannot be written, the first problem is what counts.
    await readRun(job.run).then((kept) => writeRun(job.run, { ...kept, state: 'failed', problem: met })).catch(() => undefined)
    throw thrown
  } finally {
    release()
  }
}

/** One run while it is being trained. */
class Training {
  private readonly journal: Journal
  private readonly split: ReturnType<typeof splitOf>
  private readonly batches: ClosableBatches
  private readonly kinds: StepKinds
  private readonly evaluationBatch: number
  private position: Position = { step: 0, epoch: 0, batch: 0, sums: { loss: 0, correct: 0, count: 0 } }

  constructor(
    private readonly folder: string,
    private run: Run,
    private readonly data: DataSet,
    private readonly host: Host,
    private readonly saveEvery: number,
  ) {
    this.journal = new Journal(folder)
    this.split = splitOf(data, run.plan)
    this.batches = batchesAhead(data.training, this.split.training, run.plan, host.batchProgram)
    this.kinds = new StepKinds(run.graph)
    this.evaluationBatch = evaluationBatch(factsOf(run.graph).total.activationBytes)
  }

  async go(test: boolean): Promise<void> {
    const { plan, graph } = this.run
    await this.write(() => writeRun(this.folder, this.run))
    this.host.emit({ type: 'preparing', what: 'compiling the network' })
    const program = await this.host.engine.compile(graph, plan, this.run.data.images)
    try {
      await this.takeUp(program)
      const perEpoch = this.batches.count()
      const counts = { training: this.split.training.length, validation: this.split.holdOut.length }
      this.host.emit({ type: 'began', run: this.folder, ...counts, epochs: plan.epochs, stepsPerEpoch: perEpoch, stepsDone: this.position.step })
      const pace = new Pace(this.run.seconds)

      while (this.position.epoch < this.run.plan.epochs) {
        pace.beginEpoch()
        while (this.position.batch < perEpoch) {
          if (!(await this.mayGoOn(program, pace))) return await this.stop(program, pace)
          await this.step(program, perEpoch, pace)
        }
        if (!(await this.endEpoch(program, pace))) return await this.stop(program, pace)
      }
      if (test) await this.test(program)
      await this.end('finished')
    } finally {
      this.batches.close()
      program.dispose()
    }
  }

  /** Looks at what is wanted between two steps: waits while it is paused, saves when it is time; false when it is to stop. */
  private async mayGoOn(program: Program, pace: Pace): Promise<boolean> {
    const { host } = this
    if (await host.stopping()) return false
    if (host.wishes.pause) await this.pause(program, pace)
    const epochs = host.wishes.takeEpochs()
    if (epochs !== undefined && epochs > this.position.epoch) {
      this.run = { ...this.run, plan: { ...this.run.plan, epochs } }
      await this.write(() => writeRun(this.folder, this.run))
      await this.note('extended')
    }
    if (!host.wishes.stop && this.unsaved && pace.totalSeconds - this.run.seconds > this.saveEvery) await this.save(program, pace)
    return !host.wishes.stop
  }

  /** Saves, lets go of nothing, and waits until it is to go on or to stop. */
  private async pause(program: Program, pace: Pace): Promise<void> {
    const { host } = this
    const since = performance.now()
    if (this.unsaved) await this.save(program, pace)
    this.batches.close()
    this.run = { ...this.run, state: 'paused' }
    await this.write(() => writeRun(this.folder, this.run))
    await this.note('paused')
    host.emit({ type: 'paused' })
    while (host.wishes.pause && !host.wishes.stop) await host.wishes.next()
    pace.skip(performance.now() - since)
    if (host.wishes.stop) return
    this.run = { ...this.run, state: 'running' }
    await this.write(() => writeRun(this.folder, this.run))
    await this.note('went on')
    host.emit({ type: 'wentOn' })
  }

  private get unsaved(): boolean {
    return this.position.step > (this.run.last?.step ?? 0)
  }

  private async write(what: () => void | Promise<void>): Promise<void> {
    await withRoom(this.host, what)
  }

  /** Brings the program to where the run's last checkpoint left it. */
  private async takeUp(program: Program): Promise<void> {
    if (!this.run.last) {
      const { graph, plan, data: { images } } = this.run
      const start = await keptStart(this.folder, this.run)
      begin(program, { graph, plan, images, start, pictures: this.data.training, training: this.split.training }, this.host)
      await this.write(() => this.journal.cutAfter(this.position))
      return await this.note('began')
    }
    const { weights, state, position, plan } = await readCheckpoint(this.folder, this.run.last.step)
    if (plan) refuseOtherPlan(this.folder, plan, this.run.plan)
    program.writeWeights(weights)
    program.writeState(state)
    this.position = position
    await this.write(() => this.journal.cutAfter(position))
    await this.note('went on')
  }

  private async step(program: Program, steps: number, pace: Pace): Promise<void> {
    const { epoch, batch: index, step, sums } = this.position
    const { plan } = this.run
    const { epochs } = plan
    const learningRate = learningRateAt(plan.schedule, plan, step, epochs * steps)
    const batch = this.batches.make(epoch, index)
    const result = program.step(batch, { learningRate, step, epoch, ...(step % NORM_EVERY === 0 && { gradientNorm: true }) })
    if (!Number.isFinite(result.loss)) await this.fail(result.loss)

    this.position = {
      epoch,
      step: step + 1,
      batch: index + 1,
      sums: { loss: sums.loss + result.loss * batch.count, correct: sums.correct + result.correct, count: sums.count + batch.count },
    }
    const figures = {
      step: step + 1, epoch: epoch + 1, learningRate, loss: result.loss, accuracy: result.correct / batch.count,
      ...(result.gradientNorm !== undefined && { gradientNorm: result.gradientNorm }), imagesPerSecond: pace.stepDone(batch.count, this.kinds.of(plan, epoch)),
    }
    await this.add({ t: 'step', ...figures })
    this.host.emit({
      type: 'step', epoch: epoch + 1, epochs, step: index + 1, steps, ...scoreOf(this.position.sums),
      imagesPerSecond: pace.imagesPerSecond, secondsLeft: pace.secondsLeft(this.kinds.left(plan, epoch, index + 1, steps), epochs - epoch), figures,
    })
  }

  /** Validates and saves; false when asked to stop while validating, as if the epoch's end were still to come. */
  private async endEpoch(program: Program, pace: Pace): Promise<boolean> {
    const { epochs } = this.run.plan
    pace.beginValidation()
    let validation: Score | undefined
    let confusion: number[][] | undefined
    if (this.split.holdOut.length) {
      this.host.emit({ type: 'preparing', what: 'validating' })
      const scored = await scorePictures(program, this.data.training, this.split.holdOut, this.evaluationBatch, () => this.host.stopping())
      if (!scored) return false
      validation = scored.score
      confusion = confusionOf(Uint8Array.from(this.split.holdOut, (index) => this.data.training.labels[index]!), scored.answers, this.data.classes.length)
    }
    pace.endValidation()

    const epoch = this.position.epoch + 1
    const training = scoreOf(this.position.sums)
    const { imagesPerSecond, epochSeconds: seconds } = pace
    const figures = { epoch, training, ...(validation && { validation }), ...(confusion && { confusion }), imagesPerSecond, seconds }
    // First the journal, then the checkpoint: after a crash in between the line is cut off again, while a missing one could not be made up.
    await this.add({ t: 'epoch', step: this.position.step, ...figures })
    this.position = { step: this.position.step, epoch, batch: 0, sums: { loss: 0, correct: 0, count: 0 } }
    await this.save(program, pace, validation?.accuracy)
    this.host.emit({ type: 'epoch', epochs, stepsDone: this.position.step, ...figures, weights: weightsFile(this.folder, this.position.step) })
    return true
  }

  private async save(program: Program, pace: Pace, accuracy?: number): Promise<void> {
    const weights = program.readWeights()
    if (notFinite(weights) !== undefined) await this.fail(NaN)
    const { graph, data: { images, classes } } = this.run
    const { unsaved, position } = this
    if (unsaved) await this.write(() => writeCheckpoint(this.folder, { weights, state: program.readState(), position, plan: this.run.plan }, { graph, images, classes }))
    const last = { step: this.position.step, epoch: this.position.epoch, ...(accuracy !== undefined && { accuracy }) }
    // Without held-out pictures the last epoch is the best that is known.
    const better = this.position.batch === 0 && (accuracy ?? Infinity) > (this.run.best?.accuracy ?? -1)
    const best = better || !this.split.holdOut.length ? last : this.run.best
    this.run = { ...this.run, last, ...(best && { best }), seconds: pace.totalSeconds }
    await this.write(() => writeRun(this.folder, this.run))
    // Saved already by a stop or a pause at the end of the epoch: the weights are those, and only the position is another. It comes last: until
    // then the epoch's end is made once more, with the same result.
    if (!unsaved) await this.write(() => movePosition(this.folder, position, this.run.plan))
    await keepCheckpoints(this.folder, [last.step, ...(best ? [best.step] : [])])
  }

  private async stop(program: Program, pace: Pace): Promise<void> {
    if (this.unsaved) await this.save(program, pace)
    await this.end('stopped')
  }

  private async test(program: Program): Promise<void> {
    const evaluated = await evaluateSplit(program, this.data, 'test', { plan: this.run.plan, batch: this.evaluationBatch, views: 'none' }, this.host)
    if (!evaluated) return
    await this.add({ t: 'test', step: this.position.step, ...evaluated.score })
    this.host.emit(evaluated)
  }

  private async end(how: 'finished' | 'stopped'): Promise<void> {
    this.run = { ...this.run, state: how }
    await this.write(() => writeRun(this.folder, this.run))
    await this.note(how)
    const { last } = this.run
    this.host.emit({ type: 'done', how, run: this.folder, ...(last && { weights: weightsFile(this.folder, last.step) }) })
  }

  /** The loss is no number any more: says so, and what is kept. */
  private async fail(loss: number): Promise<never> {
    const { last, plan } = this.run
    await this.note('failed')
    throw problem('lossNotFinite', {
      loss: Number.isNaN(loss) ? 'NaN' : phrase('infinite'),
      step: this.position.batch + 1,
      epoch: this.position.epoch + 1,
      learningRate: plan.learningRate,
      kept: last ? phrase('weightsKept', { step: last.step, file: weightsFile(this.folder, last.step) }) : phrase('nothingSaved'),
    })
  }

  private async note(what: RunEvent): Promise<void> {
    await this.add({ t: 'event', step: this.position.step, what, at: new Date().toISOString() })
  }

  private async add(line: JournalLine): Promise<void> {
    await this.write(() => this.journal.add(line))
  }
}

function scoreOf({ loss, correct, count }: Position['sums']): Score {
  return { loss: loss / count, accuracy: correct / count }
}
