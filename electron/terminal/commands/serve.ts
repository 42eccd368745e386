import { writeLog } from '#electron/files/log'
import { libraryFolder, thisPerson } from '#electron/files/places'
import { sweepUploads } from '#electron/server/keptUploads'
import { startServer } from '#electron/server/server'
import { Uploads } from '#electron/server/uploads'
import { forkSpawner } from '#electron/studio/spawner'
import { openStudio } from '#electron/studio/studio'
import { problem } from '#shared/base/problem'
import { aborting } from '#shared/contract/signal'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Command } from '../command'
import { readOptions, wholeOf } from '../options'

declare const VGG_STUDIO_VERSION: string

/** Serves the studio's window to a browser on this machine. */
export const serve: Command = {
  line: 'open the studio in a browser on this machine',
  help: `Serves the studio's window to a browser on this machine, and to nobody else. The first line is the address, with a token that lets in.
Ctrl-C saves what is being trained, then ends; a run goes on when the browser is closed.

usage: npm run studio -- serve [options]

  --port <n>   the port (a free one)
  --open       open the address in this system's browser

The library, in which runs and data sets lie, is named by VGG_STUDIO_LIBRARY; it is in your data folder else.

examples:
  npm run studio -- serve
  npm run studio -- serve --port 8080 --open`,

  async run(words) {
    const { options, names } = readOptions(words, { port: 'text', open: 'flag' })
    if (names[0] !== undefined) throw problem('tooManyWords', { word: names[0] })
    const port = wholeOf('port', options.port, 0, { min: 0, max: 65535 })
    const log = (where: string, fault: unknown) => void writeLog(where, fault)
    const library = libraryFolder(thisPerson())
    await sweepUploads(library)
    // The other programs' bundles lie beside this one, and the window one folder on.
    const studio = openStudio({ library, spawner: forkSpawner(__dirname), outside: { version: VGG_STUDIO_VERSION } })
    const { handlers } = studio
    const uploads = new Uploads({ library, bringIn: async (path) => await handlers.data.import({ path }, aborting()) })
    try {
      const server = await startServer({ folder: join(__dirname, '..', 'renderer'), handlers, uploads, port, log })
      console.log(server.address)
      if (options.open) showInBrowser(server.address)
      await interrupted()
      console.log('Saving what is being trained …')
      await server.close()
    } finally {
      await studio.close()
    }
    return 0
  },
}

/** Resolves at Ctrl-C, or when the system asks for the end. */
function interrupted(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end())
  })
}

/** Where there is no browser to open, the address that was printed is enough. */
function showInBrowser(address: string): void {
  const [command, ...words] = process.platform === 'darwin' ? ['open', address] : process.platform === 'win32' ? ['cmd', '/c', 'start', '', address] : ['xdg-open', address]
  spawn(command!, words, { stdio: 'ignore', detached: true }).on('error', () => undefined).unref()
}
