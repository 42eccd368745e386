import { findEngine } from '#electron/engine/setup/locate'
import { realOutside } from '#electron/engine/setup/outside'

/** Before any test: the programs bundled from the sources as they are, and the engine found. */
export async function setup(): Promise<void> {
  const { bundle } = (await import('../../build/bundle.mjs' as string)) as { bundle(): Promise<void> }
  await bundle()
  const engine = findEngine({ person: realOutside(), kind: 'cpu' })
  if (!engine) throw new Error('The tests need the engine: run npm test, or set it up with npm run engine.')
  process.env.VGG_STUDIO_ENGINE = engine.folder
}
