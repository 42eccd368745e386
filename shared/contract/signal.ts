/** The part of an AbortSignal that the contract needs, so that neither the browser's nor Node's types are wanted here. */
export interface Signal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}
