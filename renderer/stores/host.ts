import { defineStore } from 'pinia'
import { useNetworkFiles } from './networkFiles'
import { useStudio } from './studio'

/** What the program around the window wants of it; a browser wants nothing. */
export const useHost = defineStore('host', () => {
  const { client } = useStudio()
  const files = useNetworkFiles()

  /** Opens the files that are wanted, and hands on the commands, for as long as the window lives. */
  function follow(command: (id: string) => void): void {
    client.app.wishes({}, {
      snapshot: () => undefined,
      event: (wish) => (wish.is === 'open' ? void files.openPath(wish.path) : command(wish.command)),
    })
  }

  return { follow }
})
