import type { Engine } from '#electron/engine/engine'
import { openReference } from '#electron/engine/reference/engine'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'

/** The folder of the native engine that `npm test` has set up. */
export function engineFolder(): string {
  const folder = process.env.VGG_STUDIO_ENGINE
  if (!folder) throw new Error('These tests need the engine: run them by npm test, which sets it up.')
  return folder
}

/** Every engine there is, for tests that all must pass. */
export const engines: readonly { name: string; open(): Promise<Engine> }[] = [
  { name: 'TensorFlow', open: async () => openTensorFlow(engineFolder()) },
  { name: 'reference', open: () => openReference() },
]
