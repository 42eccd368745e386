import type { Library } from '#electron/runs/library'
import { choiceOf } from '#electron/trainer/ask/choice'
import { problem, StudioProblem, type ProblemData } from '#shared/base/problem'
import type { Client, Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import type { TrainingRequest } from '#shared/contract/train'
import type { Job, TrainerContract, TrainerEvent } from '#shared/contract/trainer'
import type { Signal } from '#shared/contract/signal'
import { refusePlan } from '#shared/plan/fits'
import { sweptPlans } from './sweep'
import type { Turns } from './turns'

/** Training: what a person asks becomes runs in the library and turns in the queue. */
export function trainHandlers(library: Library, turns: Turns): Handlers<StudioContract>['train'] {
  return {
    async start(request) {
      refusePlan(request.graph, request.plan)
      const id = await library.create(orderOf(request), { name: request.name, tags: request.tags })
      await turns.add([{ id }])
      return { id }
    },
    async pause({ id }) {
      await turns.pause(id)
      return {}
    },
    async goOn({ id, epochs }) {
      const { run } = await library.read(id)
      if (run?.state === 'finished' && run.last && run.last.epoch >= (epochs ?? run.plan.epochs)) {
        throw problem('runFinished', { folder: library.folderOf(id), epochs: run.plan.epochs })
      }
      await turns.goOn(id, epochs)
      return {}
    },
    async stop({ id }) {
      await turns.stop(id)
      return {}
    },
    async reorder({ queue }) {
      await turns.reorder(queue)
      return {}
    },
    async sweep({ axes, draws, ...request }) {
      const plans = sweptPlans(request.plan, axes, draws)
      for (const { plan } of plans) refusePlan(request.graph, plan)
      const tag = await freeTag(library)
      const ids: string[] = []
      for (const { plan, words } of plans) {
        const name = `${request.name ?? request.graph.name}: ${words}`.slice(0, 200)
        ids.push(await library.create(orderOf({ ...request, plan }), { name, tags: [...(request.tags ?? []), tag] }))
      }
      await turns.add(ids.map((id) => ({ id })))
      return { tag, ids }
    },
    async estimate({ graph, plan, data, device }, { signal }) {
      refusePlan(graph, plan)
      return await turns.lend(device ?? 'auto', async (trainer) => {
        let found: Extract<TrainerEvent, { type: 'estimated' }> | undefined
        await ask(trainer, { kind: 'estimate', graph, plan, data }, signal, (event) => {
          if (event.type === 'estimated') found = event
        })
        if (!found) throw problem('cancelled')
        return found
      })
    },
    async findRate({ graph, plan, data, from, device, lowest, highest, steps }, teller, { signal }) {
      refusePlan(graph, plan)
      await turns.lend(device ?? 'auto', async (trainer) => {
        teller.snapshot({})
        await ask(trainer, { kind: 'findRate', graph, plan, data, ...(from && { from: choiceOf(library.folder, from) }), lowest, highest, steps }, signal, (event) => {
          if (event.type === 'swept') teller.event(event)
          if (event.type === 'rateFound') teller.event({ type: 'found', points: [...event.points], diverged: event.diverged, suggestion: event.suggestion })
        })
      })
      teller.end()
    },
  }
}

function orderOf({ graph, plan, data, from, device = 'auto' }: TrainingRequest) {
  return { graph, plan, data, ...(from && { from }), device }
}

/** sweep-1, or the first number that no run has as a tag. */
async function freeTag(library: Library): Promise<string> {
  const taken = new Set((await library.summaries()).flatMap(({ tags }) => tags))
  for (let number = 1; ; number++) if (!taken.has(`sweep-${number}`)) return `sweep-${number}`
}

/** Gives the trainer a short job and waits for its end, also of one that is given up, so that the next finds the trainer free; throws the problem that it met. */
function ask(trainer: Client<TrainerContract>['trainer'], job: Job, signal: Signal, told: (event: TrainerEvent) => void): Promise<void> {
  return new Promise((done, fail) => {
    let met: ProblemData | undefined
    trainer.work(job, {
      snapshot: () => undefined,
      event: (event) => {
        if (event.type === 'problem') met = event
        else told(event)
      },
      ended: (ended) => {
        const broken = met ?? ended
        if (broken) fail(new StudioProblem(broken))
        else done()
      },
    })
    signal.addEventListener('abort', () => void trainer.stop({}).catch(() => undefined))
  })
}
