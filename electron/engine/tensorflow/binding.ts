import { createRequire } from 'node:module'
import { bindingOf } from '#electron/engine/setup/locate'
import { reasonOf } from '#shared/base/reason'
import { problem } from '#shared/base/problem'

/** TensorFlow's numbers of the element types used here (tensorflow/core/framework/types.proto). */
export const DataType = { float32: 1, uint8: 4, int32: 3, bool: 10, bfloat16: 14, resource: 20 } as const
export type DataType = (typeof DataType)[keyof typeof DataType]

/** The native addon that tfjs-node's C++ sources build to: the part of it that the engine uses. */
export interface Binding {
  readonly TF_Version: string
  createTensor(shape: readonly number[], type: number, data: Float32Array | Int32Array | Uint8Array): number
  deleteTensor(id: number): void
  tensorDataSync(id: number): Float32Array | Int32Array
  loadSavedModel(folder: string, tags: string): number
  /** Runs what the fetches need, and blocks until it is done. Names are `node:output`, joined by commas. */
  runSavedModel(session: number, inputs: readonly number[], feeds: string, fetches: string): { id: number; shape: number[]; dtype: number }[]
  deleteSavedModel(session: number): void
  isUsingGpuDevice(): boolean
  getNumOfTensors(): number
}

/** Loads the addon of an engine's folder; a process loads one engine only. Throws engineNotLoaded with the loader's reason. */
export function loadBinding(folder: string): Binding {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  const there = bindingOf(folder, process)
  if ('fault' in there) throw problem('engineNotLoaded', { folder, reason: there.fault })
  try {
    return createRequire(there.binding)(there.binding) as Binding
  } catch (thrown) {
    throw problem('engineNotLoaded', { folder, reason: reasonOf(thrown) })
  }
}
