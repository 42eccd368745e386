import { defineConfig } from 'vitest/config'

/** Specs of what one kind of window alone has; the others run in each. */
const alone = { browser: ['axe', 'desks', 'files', 'latin'], electron: ['electron'], released: ['released'] }
/** What may differ in an app because it is packed. */
const packing = ['electron', 'first', 'studio']

const specs = (names: readonly string[]) => `test/e2e/@(${names.join('|')}).e2e.ts`
const besides = (...kinds: (keyof typeof alone)[]) => `test/e2e/!(${kinds.flatMap((kind) => alone[kind]).join('|')}).e2e.ts`

/** Where the specs run: build/e2e.mjs and build/testPackage.mjs say what is there to be tested, and tell what was left out. */
function places() {
  const { VGG_STUDIO_RELEASED: released, VGG_STUDIO_PACKED: packed, VGG_STUDIO_ELECTRON: electron } = process.env
  if (released) return [place('released', 'electron', specs(alone.released))]
  if (packed) return [place('packed', 'electron', specs(packing))]
  return [place('browser', 'browser', besides('electron', 'released')), ...(electron ? [place('Electron', 'electron', besides('browser', 'released'))] : [])]
}

const place = (name: string, host: 'browser' | 'electron', include: string) => ({
  test: { name, include: [include], provide: { host }, globalSetup: ['test/helpers/setup.ts'], testTimeout: 240_000, hookTimeout: 120_000, fileParallelism: false },
})

export default defineConfig({ test: { projects: places() } })
