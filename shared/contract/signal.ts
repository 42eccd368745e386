/** The part of an AbortSignal that the contract needs, so that neither the browser's nor Node's types are wanted here. */
export interface Signal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

interface Controller {
  readonly signal: Signal
  abort(): void
}

/** A signal and how to fire it. It is the platform's own AbortSignal, which every side has. */
export function aborting(): { readonly signal: Signal; abort(): void } {
  const controller = new (globalThis as unknown as { readonly AbortController: new () => Controller }).AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
