import { spoken } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { findGraphics } from './graphics'
import { enginesFolder, findEngine, type FoundEngine } from './locate'
import type { Outside } from './outside'

/** Which device is asked for; `auto` takes a GPU where one can be used. */
export type DeviceWord = 'auto' | 'cpu' | 'gpu'

/** The engine and device that will be used. */
export interface ChosenDevice {
  readonly engine: FoundEngine
  readonly device: 'cpu' | 'gpu'
  /** Must be in the environment of the process that loads the engine, from its start. */
  readonly environment: Readonly<Record<string, string>>
  /** One sentence for people: what was taken and why. */
  readonly why: string
}

/**
 * Chooses the engine and the device. `bundled` is the folder of the engine that comes with the app, if it has one.
 * Throws engineMissing; for `gpu` also gpuMissing, gpuEngineMissing and gpuEngineNotNamed; and engineIncomplete.
 */
export async function chooseDevice(word: DeviceWord, outside: Outside, bundled?: string): Promise<ChosenDevice> {
  if (word === 'cpu') return onProcessor(outside, bundled, 'it was asked for')
  const graphics = await findGraphics(outside)
  if ('reason' in graphics) {
    if (word === 'gpu') throw problem('gpuMissing', { reason: graphics.reason })
    return onProcessor(outside, bundled, spoken(graphics.reason))
  }
  const engine = findEngine({ person: outside, kind: 'gpu', bundled })
  if (engine) {
    const why = word === 'gpu' ? 'it was asked for' : 'it is there with an engine for it'
    return {
      engine, device: 'gpu', why: `Using the GPU, ${spoken(graphics.card)} (driver ${graphics.driver}): ${why}.`,
      // Memory is taken as it is needed, so that the screen and other programs keep the rest.
      environment: { ...always, TF_FORCE_GPU_ALLOW_GROWTH: 'true' },
    }
  }
  if (word === 'gpu') {
    const folder = outside.environment.VGG_STUDIO_ENGINE
    throw folder ? problem('gpuEngineNotNamed', { folder }) : problem('gpuEngineMissing', { card: graphics.card })
  }
  return onProcessor(outside, bundled, `${spoken(graphics.card)} is there, but no engine for it; npm run engine -- --gpu installs one`)
}

/** Only warnings and errors of TensorFlow. */
const always = { TF_CPP_MIN_LOG_LEVEL: '2' }

function onProcessor(outside: Outside, bundled: string | undefined, reason: string): ChosenDevice {
  const engine = findEngine({ person: outside, kind: 'cpu', bundled })
  if (!engine) throw problem('engineMissing', { folder: enginesFolder(outside) })
  return { engine, device: 'cpu', why: `Using the processor: ${reason}.`, environment: { ...always, CUDA_VISIBLE_DEVICES: '-1' } }
}
