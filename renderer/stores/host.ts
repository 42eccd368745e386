import { defineStore } from 'pinia'
import { t } from '../locale/locale'
import { useDesk } from './desk'
import { usePlace } from './place'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** What the program around the window wants of it; a browser wants nothing. */
export const useHost = defineStore('host', () => {
  const { client } = useStudio()
  const toasts = useToasts()
  const desk = useDesk()
  const place = usePlace()

  /** Puts the network of a file on the desk. */
  async function open(path: string): Promise<void> {
    const opened = await toasts.attempt(() => client.app.openNetwork({ path }))
    if (!opened) return
    desk.change({ graph: opened.graph }, t('model.chosen'))
    place.go('model')
  }

  /** Opens the files that are wanted, and hands on the commands, for as long as the window lives. */
  function follow(command: (id: string) => void): void {
    client.app.wishes({}, {
      snapshot: () => undefined,
      event: (wish) => (wish.is === 'open' ? void open(wish.path) : command(wish.command)),
    })
  }

  return { follow }
})
