import type { ChosenDevice } from '#electron/engine/setup/device'

/** What the process that computes is told at its start, by its environment: TensorFlow reads its own from there too. */
export interface Start {
  /** The folder of the engine to load. */
  readonly engineFolder: string
  readonly device: 'cpu' | 'gpu'
  /** Whether the GPU was asked for by name, so that nothing else will do. */
  readonly insists: boolean
}

/** The environment, beside the usual one, of a process that computes on this device. */
export function environmentFor({ engine, device, environment }: ChosenDevice, insists: boolean): Record<string, string> {
  return { ...environment, VGG_STUDIO_TRAINER: JSON.stringify({ engineFolder: engine.folder, device, insists } satisfies Start) }
}

/** What this process was told. */
export function startOf(environment: NodeJS.ProcessEnv): Start {
  // Written by the function above, in a process of the same version.
  return JSON.parse(environment.VGG_STUDIO_TRAINER ?? 'null') as Start
}
