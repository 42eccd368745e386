/**
 * One end of a connection between two processes, or between a window and a process. Messages are plain data that structured clone carries; they
 * arrive whole and in order, or the port closes.
 */
export interface Port {
  /** Does nothing once the port is closed. */
  send(message: unknown): void
  /** What is sent before the first listener is there is kept for it. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once, whichever end closed it or died. */
  onClose(listener: () => void): void
  close(): void
}
