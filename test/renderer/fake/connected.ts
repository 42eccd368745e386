import { shallowRef } from 'vue'
import { connect } from '#shared/contract/client'
import { memoryPorts } from '#shared/contract/memory'
import { serve } from '#shared/contract/server'
import { studioContract } from '#shared/contract/studio'
import type { Studio } from '#renderer/stores/studio'
import { fakeStudio, type Beginning } from './fakeStudio'

/** A window's way to a fake studio, over ports inside one process: every message is checked against the contract, on both sides. */
export function connectedStudio(beginning: Beginning = {}, upload?: Studio['upload']): { studio: Studio; asked: ReturnType<typeof fakeStudio>['asked'] } {
  const { handlers, asked } = fakeStudio(beginning)
  const [near, far] = memoryPorts()
  serve(studioContract, far, handlers, { log: (where, fault) => console.error(where, fault) })
  return { studio: { client: connect(studioContract, near), state: shallowRef('connected'), ...(upload && { upload }) }, asked }
}
