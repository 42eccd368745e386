import fs from 'node:fs'
import path from 'node:path'
import { asFolderProblem } from './folderProblem'
import { downloadsFolder, enginesFolder, installedFolder } from './locate'
import type { Outside } from './outside'
import type { EngineKind, Wheel } from './pins'
import { openWorkplace } from './turn'

/** Takes away what was downloaded for an engine that was then not made. Throws folderNotWritable. */
export async function removeDownloads(wheels: readonly Wheel[], outside: Outside): Promise<void> {
  const engines = enginesFolder(outside)
  const downloads = downloadsFolder(engines)
  try {
    for (const { file } of wheels) await fs.promises.rm(path.join(downloads, file), { force: true })
  } catch (thrown) {
    throw asFolderProblem(thrown, engines)
  }
  // Another engine's wheels may be kept there.
  await fs.promises.rmdir(downloads).catch(() => undefined)
}

/**
 * Takes an installed engine away: first its name, at once, then its files. One that is not there is no fault. Throws folderNotWritable,
 * also where the system keeps files that are in use.
 */
export async function removeEngine(kind: EngineKind, outside: Outside): Promise<void> {
  const engines = enginesFolder(outside)
  const target = installedFolder(engines, kind)
  if (!fs.existsSync(target)) return
  try {
    const workplace = await openWorkplace(engines, path.basename(target), outside)
    try {
      await fs.promises.rename(target, path.join(workplace.folder, 'removed'))
    } finally {
      await workplace.close()
    }
  } catch (thrown) {
    throw asFolderProblem(thrown, engines)
  }
}
