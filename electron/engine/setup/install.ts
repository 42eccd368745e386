import fs from 'node:fs'
import path from 'node:path'
import { spoken } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { bindingSources, bindingToCopy, buildBinding } from './binding'
import { asFolderProblem } from './folderProblem'
import { downloadsFolder, enginesFolder, inspectEngine, installedFolder } from './locate'
import { onPath, type Outside } from './outside'
import { bindingFile, engineVersion, type Pin } from './pins'
import { putInPlace, writeRecord } from './place'
import { meter, partOf, stage, type Teller } from './progress'
import { tryEngine } from './proof'
import { removeDownloads } from './remove'
import { findCompiler, findPython, fixFor, type Python } from './tools'
import { openWorkplace, waitForEarlier } from './turn'
import { unpack } from './unpack'
import { isKept, openWheel, wheelName } from './wheel'
import { bytesInWords, systemInWords } from './words'

/** One set-up: which engine, whether a whole one is made anew, and the world it happens in. */
interface Installation {
  readonly pin: Pin
  readonly force: boolean
  /** The folder of the app's own engine, if it has one: what connects that to Node serves another as well. */
  readonly bundled?: string | undefined
  readonly outside: Outside
  readonly tell: Teller
  /** Ends the set-up early; nothing half-made is left. */
  readonly signal: AbortSignal
}

interface Folders {
  readonly engines: string
  readonly target: string
  readonly downloads: string
}

/**
 * Makes the engine of this pin and puts it in the person's data folder; returns that folder. All work is done in a folder beside it,
 * which is renamed when the engine has computed something, so that whatever happens there is no engine or a whole one.
 * Throws the problems of shared/base/sentences/engine.ts.
 */
export async function installEngine(job: Installation): Promise<string> {
  const { pin, outside, tell } = job
  const engines = enginesFolder(outside)
  const folders = { engines, target: installedFolder(engines, pin.kind), downloads: downloadsFolder(engines) }
  try {
    await fs.promises.mkdir(engines, { recursive: true })
    const workplace = await openWorkplace(engines, path.basename(folders.target), outside)
    try {
      await waitForEarlier(engines, workplace, job)
      if (job.force || 'fault' in inspectEngine(folders.target, outside)) await make(job, folders, workplace.folder)
      else tell.line(`The engine is there: ${folders.target}`)
    } finally {
      await workplace.close()
    }
  } catch (thrown) {
    if (job.signal.aborted) throw problem('setupStopped', { folder: engines })
    throw asFolderProblem(thrown, engines)
  }
  return folders.target
}

/** Where the binding comes from: it is copied from another engine, or compiled. */
type Origin = { readonly copy: string } | { readonly compiler: string }

/** Looks, before anything is fetched, for all that the set-up will need. Returns where the binding comes from. */
async function checkBefore(
  { pin, force, bundled, outside, tell }: Installation, { engines, downloads }: Folders, python: () => Promise<Python>,
): Promise<Origin> {
  const missing = pin.wheels.filter(wheel => !isKept(wheel, downloads))
  if (missing.length > 0) await python()
  const origin = await bindingOrigin({ force, bundled, outside })
  const total = (wheels: Pin['wheels']) => wheels.reduce((sum, wheel) => sum + wheel.bytes, 0)
  const need = pin.space - (total(pin.wheels) - total(missing))
  const free = await outside.freeSpace(engines)
  if (free < need) throw problem('diskTooFull', { folder: engines, need: bytesInWords(need), free: bytesInWords(free) })
  tell.line(`Setting up the engine: TensorFlow ${engineVersion} (${pin.kind}) for ${spoken(systemInWords(pin.platform, pin.arch))}, in ${engines}`)
  return origin
}

/** An engine that is made anew is compiled anew. Throws packageMissing and compilerMissing. */
async function bindingOrigin({ force, bundled, outside }: Pick<Installation, 'force' | 'bundled' | 'outside'>): Promise<Origin> {
  const copy = force ? undefined : bindingToCopy(outside, bundled)
  if (copy !== undefined) return { copy }
  bindingSources(outside)
  const compiler = await findCompiler(outside)
  if (compiler === undefined) throw problem('compilerMissing', { fix: fixFor('compiler', outside) })
  return { compiler }
}

async function neededPython(outside: Outside): Promise<Python> {
  const python = await findPython(outside)
  if (!python) throw problem('pythonMissing', { fix: fixFor('python', outside) })
  if (python.pip === undefined)
    throw problem('pipMissing', { python: [python.command, ...python.options].join(' '), fix: fixFor('pip', outside) })
  return python
}

async function make(job: Installation, folders: Folders, work: string): Promise<void> {
  const { pin, outside, tell, signal } = job
  let asked: Promise<Python> | undefined
  const python = () => asked ??= neededPython(outside)
  const origin = await checkBefore(job, folders, python)
  const engine = path.join(work, 'engine')
  const build = path.join(work, 'build')
  for (const folder of [engine, build]) await fs.promises.mkdir(folder)
  for (const [index, wheel] of pin.wheels.entries()) {
    const tell = partOf(job.tell, index + 1, pin.wheels.length)
    const handle = await openWheel(wheel, { outside, tell, signal, downloads: folders.downloads, work, python })
    try {
      await stage(tell, 'unpack', async () => {
        const total = wheel.keep.reduce((sum, { bytes }) => sum + bytes, 0)
        const arrived = meter(tell, 'unpack', total)
        let done = 0
        await unpack(handle, [
          ...wheel.keep.map(({ from, to }) => ({ from, to: path.join(engine, to) })),
          ...wheel.build.map(from => ({ from, to: path.join(build, from) })),
        ], { signal, arrived: bytes => arrived(done += bytes) })
        return { told: `${wheelName(wheel)}, ${bytesInWords(done)}`, result: undefined }
      })
    } finally {
      await handle.close()
    }
  }
  await strip(job, engine)
  await stage(tell, 'build', async () => {
    if ('copy' in origin) await fs.promises.copyFile(origin.copy, path.join(engine, pin.binding))
    else await buildBinding({ pin, engine, build, compiler: origin.compiler, outside, signal })
    return { told: `${bindingFile}, ${'copy' in origin ? 'from the engine that is here' : `by ${path.basename(origin.compiler)}`}`, result: undefined }
  })
  await stage(tell, 'try', async () => {
    const proof = await tryEngine(path.join(engine, pin.binding), outside, { signal })
    signal.throwIfAborted()
    if (!proof.works) throw problem('bindingDoesNotLoad', { reason: proof.reason })
    return { told: `TensorFlow ${proof.version} loads and computes${proof.gpu ? ', on the GPU' : ''}`, result: undefined }
  })
  const size = await writeRecord(engine, pin)
  await putInPlace(engine, folders.target, { ...job, work })
  await removeDownloads(pin.wheels, job.outside)
  tell.line(`The engine is ready: ${bytesInWords(size)} in ${folders.target}`)
}

/** Takes the symbol tables out of the libraries where the tool for it is there; a library that it cannot handle stays as it is. */
async function strip({ pin, outside, tell, signal }: Installation, engine: string): Promise<void> {
  if (pin.strip.length === 0 || !onPath(outside, 'strip')) return
  await stage(tell, 'strip', async () => {
    const files = pin.strip.map(name => path.join(engine, name))
    const size = () => files.reduce((sum, file) => sum + fs.statSync(file).size, 0)
    const before = size()
    for (const file of files) await outside.run('strip', ['--strip-unneeded', file], { signal })
    signal.throwIfAborted()
    return { told: `${bytesInWords(before)} to ${bytesInWords(size())}`, result: undefined }
  })
}
