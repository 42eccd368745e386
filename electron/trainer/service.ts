import type { Engine, Serving } from '#electron/engine/engine'
import { openTensorFlow, type TensorFlowEngine } from '#electron/engine/tensorflow/engine'
import { writeLog } from '#electron/files/log'
import { phrase } from '#shared/base/phrase'
import { asProblem, plain, problem } from '#shared/base/problem'
import type { Handlers } from '#shared/contract/contract'
import type { Job, TrainerContract, TrainerEvent } from '#shared/contract/trainer'
import { estimate } from './estimate'
import { evaluate } from './evaluate'
import { explain } from './explain'
import { exporting } from './exporting'
import { findRate } from './findRate'
import type { Host } from './host'
import { predict } from './predict'
import type { Start } from './start'
import { train } from './train'
import { Wishes } from './wishes'

interface TrainerService {
  readonly handlers: Handlers<TrainerContract>
  /** The engine, which is loaded when it is first wanted. */
  readonly engine: Engine & Serving
  /** Ends what is under way, and waits until it is saved. */
  close(): Promise<void>
}

/** What the process that computes answers: one job at a time, on the engine that it was started with. `batchProgram`: as Host has it. */
export function trainerService(start: Start, batchProgram: string): TrainerService {
  let loaded: TensorFlowEngine | undefined
  const open = () => (loaded ??= openTensorFlow(start.engineFolder))
  let wishes: Wishes | undefined
  let underWay: Promise<void> = Promise.resolve()

  async function work(job: Job, emit: Host['emit'], own: Wishes): Promise<void> {
    const engine = open()
    if (start.device === 'gpu' && !engine.usesGpu) {
      // The driver has a card, but TensorFlow cannot compute on it, and would quietly take the processor.
      if (start.insists) throw problem('gpuNotUsable')
      emit({ type: 'note', text: phrase('processorAfterAll'), warning: true })
    }
    await does(job, {
      engine,
      device: engine.usesGpu ? 'gpu' : 'cpu',
      wishes: own,
      batchProgram,
      emit,
      stopping: () => new Promise((answer) => setImmediate(() => answer(own.stop))),
    })
  }

  const handlers: Handlers<TrainerContract> = {
    trainer: {
      async work(job, teller, { signal }) {
        if (wishes) throw problem('trainerBusy')
        const own = (wishes = new Wishes())
        const gone = () => own.say({ stop: true })
        signal.addEventListener('abort', gone)
        teller.snapshot({})
        const emit = (event: TrainerEvent) => teller.event(event)
        underWay = work(job, emit, own).catch(async (thrown: unknown) => {
          await writeLog('trainer', thrown)
          emit({ type: 'problem', ...plain(asProblem(thrown)) })
        })
        await underWay
        signal.removeEventListener('abort', gone)
        wishes = undefined
        teller.end()
      },
      stop: () => say({ stop: true }),
      pause: () => say({ pause: true }),
      goOn: () => say({ pause: false }),
      extend: ({ epochs }) => say({ epochs }),
    },
  }

  function say(change: Parameters<Wishes['say']>[0]): Record<string, never> {
    wishes?.say(change)
    return {}
  }

  return {
    handlers,
    engine: {
      get name() {
        return open().name
      },
      get version() {
        return open().version
      },
      compile: async (...asked) => open().compile(...asked),
      compileToAnswer: async (...asked) => open().compileToAnswer(...asked),
      servingModel: (...asked) => open().servingModel(...asked),
      openServing: (...asked) => open().openServing(...asked),
    },
    async close() {
      say({ stop: true })
      await underWay
    },
  }
}

async function does(job: Job, host: Host): Promise<void> {
  switch (job.kind) {
    case 'train':
    case 'resume':
      return await train(job, host)
    case 'evaluate':
      return await evaluate(job, host)
    case 'findRate':
      return await findRate(job, host)
    case 'estimate':
      return await estimate(job, host)
    case 'predict':
      return await predict(job, host)
    case 'explain':
      return await explain(job, host)
    case 'export':
      return await exporting(job, host)
  }
}
