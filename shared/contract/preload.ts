/**
 * What the window says to itself, for the preload to hear, when it wants its port; and the message with which the preload hands the port over,
 * as window.postMessage(PORT_GIVEN, location.origin, [port]). So it does not matter which of them is there first.
 */
export const PORT_WANTED = 'vgg-studio-port-wanted'
export const PORT_GIVEN = 'vgg-studio-port-given'

/** What Electron's preload puts on the page, by this name: it gives the path of a dropped file. A browser tells no paths. */
export const PATH_OF = 'vggStudioPathOf'
export type PathOf = (file: unknown) => string

/** The channel on which a preload asks Electron's main process for a port, and gets it. */
export const PORT_CHANNEL = 'vgg-studio-port'
