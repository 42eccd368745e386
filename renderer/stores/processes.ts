import type { ProblemData } from '#shared/base/problem'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useStudio } from './studio'

interface ProcessState {
  readonly process: 'trainer' | 'datasets'
  readonly state: 'idle' | 'alive' | 'restarting' | 'dead'
  readonly problem?: ProblemData | undefined
}

/** How the way to the studio and its processes are. */
export const useProcesses = defineStore('processes', () => {
  const { client, state: connection } = useStudio()
  const all = shallowRef<readonly ProcessState[]>([])
  client.app.processes({}, {
    snapshot: (states) => (all.value = states),
    event: (changed) => (all.value = [...all.value.filter(({ process }) => process !== changed.process), changed]),
  })
  return { connection, all }
})
