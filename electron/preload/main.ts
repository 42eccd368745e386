import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { PATH_OF, PORT_CHANNEL, PORT_GIVEN, PORT_WANTED, type PathOf } from '#shared/contract/preload'

/** Of the page only this is touched; the window's own types are not those of this side. */
interface Page {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: { readonly source: unknown; readonly data: unknown }) => void): void
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void
}
const page = globalThis as unknown as Page

// The bridge: the page asks for its port to the studio and gets it, and for the path of a file that a person let go over it. Nothing else of Electron reaches the page.
page.addEventListener('message', ({ source, data }) => {
  if (source === page && data === PORT_WANTED) ipcRenderer.send(PORT_CHANNEL)
})
ipcRenderer.on(PORT_CHANNEL, ({ ports }) => page.postMessage(PORT_GIVEN, page.location.origin, ports))
// Before Electron 29 a file itself tells the page its path, and this part is not there.
if (webUtils as typeof webUtils | undefined) contextBridge.exposeInMainWorld(PATH_OF, ((file) => webUtils.getPathForFile(file as unknown as Parameters<typeof webUtils.getPathForFile>[0])) satisfies PathOf)
