import type { Library } from '#electron/runs/library'
import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import { follower } from './follow'
import { restingNow, type Turns } from './turns'

/** The library's runs, from files, with what the process that trains tells of the one that is under way. */
export function runsHandlers(library: Library, turns: Turns): Handlers<StudioContract>['runs'] {
  const tell = async (id: string) => {
    const summary = await turns.summary(id)
    turns.happenings.tell({ id, type: 'summary', summary })
    if (!turns.nowOf(id)) turns.happenings.tell({ id, type: 'now', now: restingNow(summary) })
  }
  return {
    async watch(_input, teller, { signal }) {
      let ready = false
      const waiting: (() => void)[] = []
      const later = (event: () => void) => (ready ? event() : void waiting.push(event))
      turns.happenings.add((happening) => {
        if (happening.type === 'summary') later(() => teller.event({ type: 'changed', run: happening.summary }))
        if (happening.type === 'removed') later(() => teller.event({ type: 'removed', id: happening.id }))
        if (happening.type === 'unreadable') later(() => teller.event({ type: 'unreadable', run: happening.run }))
      }, signal)
      turns.queues.add((queue) => later(() => teller.event({ type: 'queue', queue })), signal)
      const runs = (await library.summaries()).map((run) => ({ ...run, state: turns.nowOf(run.id)?.state ?? run.state }))
      const queue = await library.queue()
      teller.snapshot({ runs, unreadable: await library.unreadable(), queue: queue.map(({ id }) => id) })
      ready = true
      for (const event of waiting) event()
    },
    follow: follower(library, turns),
    async open({ id }) {
      const { about, run } = await library.read(id)
      const from = about?.order?.from
      return { graph: run?.graph ?? about!.order!.graph, plan: run?.plan ?? about!.order!.plan, ...(from && { from }), folder: library.folderOf(id) }
    },
    async describe({ id, ...change }) {
      await library.describe(id, change)
      await tell(id)
      return {}
    },
    async duplicate({ id }) {
      const copy = await library.duplicate(id)
      await tell(copy)
      return { id: copy }
    },
    async remove({ id }) {
      if (!turns.nowOf(id)) await turns.stop(id)
      await library.remove(id)
      turns.happenings.tell({ id, type: 'removed' })
      return {}
    },
    async restore({ id }) {
      await library.restore(id)
      const run = await library.fault(id)
      if (run) turns.happenings.tell({ id, type: 'unreadable', run })
      else await tell(id)
      return {}
    },
  }
}
