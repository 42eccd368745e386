import { takePassing } from '#electron/files/uploads'
import { problem, StudioProblem, type ProblemCode } from '#shared/base/problem'
import { basename } from 'node:path'

/** What an import reads. */
export interface GivenFile {
  readonly path: string
  /** Where it is from, as is told later: its path, or the name of what a browser handed over. */
  readonly origin: string
  /** Does something with it, whose problems call it by what the person knows it as. */
  use<T>(work: () => Promise<T>): Promise<T>
  /** To be called when it has been read, however that went. */
  over(): Promise<void>
}

/** What lies at a path. A file that a browser handed over is taken, to be removed when it has been read: nobody knows it by where it lies. */
export async function givenAt(library: string, path: string): Promise<GivenFile> {
  const passing = await takePassing(library, path)
  if (!passing) return { path, origin: path, use: (work) => work(), over: async () => undefined }
  const name = basename(path)
  return {
    path: passing.path, origin: name, over: passing.remove,
    use: (work) => work().catch((thrown: unknown) => { throw called(thrown, passing.path, name) }),
  }
}

function called(thrown: unknown, path: string, name: string): unknown {
  if (!(thrown instanceof StudioProblem) || !thrown.details) return thrown
  const details = Object.fromEntries(Object.entries(thrown.details).map(([key, detail]) => [key, detail === path ? name : detail]))
  return (problem as (code: ProblemCode, details: unknown) => StudioProblem)(thrown.code as ProblemCode, details)
}
