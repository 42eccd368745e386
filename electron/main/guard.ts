import { app, session, type WebFrameMain } from 'electron'
import { ORIGIN } from './scheme'

/** Holds every page to what our window needs: no other pages, no new windows, no permissions but writing to the clipboard, nothing from elsewhere. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'))
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => permission === 'clipboard-sanitized-write' && isOurs(origin))
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  defaultSession.webRequest.onBeforeRequest({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] }, (_details, answer) => answer({ cancel: true }))
}

/** Whether a message comes from the page of one of our windows itself. */
export function isOwnPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOurs(frame.url)
}

function isOurs(address: string): boolean {
  // Of an address with an unusual scheme `origin` says nothing.
  return address === ORIGIN || address.startsWith(`${ORIGIN}/`)
}
