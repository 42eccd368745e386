import { windowFile, windowHeaders } from '#electron/server/windowFiles'
import { protocol } from 'electron'

const SCHEME = 'app'
const HOST = 'studio'

/** Where the window's pages come from. */
export const ORIGIN = `${SCHEME}://${HOST}`

/** Makes the scheme known as one with an origin of its own; it must be called before the app is ready. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

/** Gives out the window's files, and nothing else. */
export function serveWindow(folder: string): void {
  const headers = windowHeaders([])
  protocol.handle(SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url)
    const file = host === HOST && method === 'GET' ? await windowFile(folder, pathname) : undefined
    if (!file) return new Response('There is nothing here.\n', { status: 404, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } })
    return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.type } })
  })
}
