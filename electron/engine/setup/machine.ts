import type { Phrase } from '#shared/base/phrase'
import { asProblem, type StudioProblem } from '#shared/base/problem'
import { findGraphics, type Graphics } from './graphics'
import { enginesFolder, findEngine, type FoundEngine } from './locate'
import type { Outside } from './outside'
import type { EngineKind } from './pins'
import { processorFlags } from './processor'
import { tryEngine, type Proof } from './proof'
import { pinFor } from './supported'
import { findCompiler, findPython, fixFor, type Need, type Python } from './tools'

/** An engine that was found and what it did when tried, or the problem with the one that should be used. */
export type SeenEngine = { readonly found: FoundEngine; readonly proof: Proof } | { readonly problem: StudioProblem }

/** All that the doctor judges by. */
export interface Machine {
  readonly system: string
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly glibc: string | undefined
  /** Why no engine can be made here, if none can. */
  readonly unsupported?: StudioProblem
  readonly gpuSupported: boolean
  readonly processor: { readonly model: string; readonly cores: number; readonly flags: ReadonlySet<string> | undefined }
  readonly environment: Readonly<Record<string, string | undefined>>
  /** In bytes. */
  readonly memory: { readonly total: number; readonly free: number }
  /** Where engines are installed, bytes free there, and bytes that setting one up needs. */
  readonly disk: { readonly folder: string; readonly free: number; readonly need: number }
  readonly engine: SeenEngine | undefined
  readonly gpuEngine: SeenEngine | undefined
  readonly python: Python | undefined
  readonly compiler: string | undefined
  readonly fixes: Readonly<Record<Need, Phrase>>
  readonly graphics: Graphics
}

/** Looks at everything; an engine that is found is loaded once in its own process. `bundled` is the app's own engine, if it has one. */
export async function readMachine(outside: Outside, bundled?: string): Promise<Machine> {
  const unsupported = problemOf(() => { pinFor('cpu', outside) })
  const folder = enginesFolder(outside)
  const engine = await seeEngine('cpu', outside, bundled)
  const gpu = await seeEngine('gpu', outside, bundled)
  return {
    system: outside.system, platform: outside.platform, arch: outside.arch, glibc: outside.glibc,
    ...(unsupported ? { unsupported } : {}),
    gpuSupported: problemOf(() => { pinFor('gpu', outside) }) === undefined,
    processor: { ...outside.processor, flags: await processorFlags(outside) },
    environment: outside.environment, memory: outside.memory,
    disk: { folder, free: await outside.freeSpace(folder), need: unsupported ? 0 : pinFor('cpu', outside).space },
    engine, gpuEngine: gpu,
    python: await findPython(outside), compiler: await findCompiler(outside),
    fixes: { python: fixFor('python', outside), pip: fixFor('pip', outside), compiler: fixFor('compiler', outside) },
    graphics: await findGraphics(outside),
  }
}

async function seeEngine(kind: EngineKind, outside: Outside, bundled: string | undefined): Promise<SeenEngine | undefined> {
  try {
    const found = findEngine({ person: outside, kind, bundled })
    if (!found) return undefined
    const environment = kind === 'cpu' ? { CUDA_VISIBLE_DEVICES: '-1' } : {}
    return { found, proof: await tryEngine(found.binding, outside, { environment }) }
  } catch (thrown) {
    return { problem: asProblem(thrown) }
  }
}

function problemOf(look: () => void): StudioProblem | undefined {
  try {
    look()
    return undefined
  } catch (thrown) {
    return asProblem(thrown)
  }
}
