import fs from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { phrase, type Phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { dataFolder, type Person } from '#electron/files/places'
import { bindingFile, engineVersion, type EngineKind } from './pins'
import { systemInWords } from './words'

/** An engine that is whole: its files are there and as long as they should be. */
export interface FoundEngine {
  readonly folder: string
  readonly kind: EngineKind
  /** TensorFlow's version. */
  readonly version: string
  /** `named`: by VGG_STUDIO_ENGINE. `bundled`: it came with the app. `installed`: in the person's data folder. */
  readonly origin: 'named' | 'bundled' | 'installed'
  /** The addon that Node loads. */
  readonly binding: string
}

/** What an engine must have been made for, in Node's words. */
interface System {
  readonly platform: NodeJS.Platform
  readonly arch: string
}

/** Where to look for an engine, and for which device. */
interface Search {
  readonly person: Person & System
  readonly kind: EngineKind
  /** The folder of the engine that comes with the app, if the app has one. */
  readonly bundled?: string | undefined
}

/** The file that says that an engine is whole; it is written last. */
export const recordFile = 'engine.json'

/** What an engine's record says; `files` are lengths in bytes by their paths in the folder. */
export const EngineRecord = v.object({
  version: v.string(),
  kind: v.picklist(['cpu', 'gpu']),
  platform: v.string(),
  arch: v.string(),
  files: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
})
export type EngineRecord = v.InferOutput<typeof EngineRecord>

/**
 * The engine to use: the one that VGG_STUDIO_ENGINE names, the one that comes with the app, else the installed one.
 * For the processor an installed GPU engine will do as well. Throws engineIncomplete when the named folder holds no whole engine.
 */
export function findEngine({ person, kind, bundled }: Search): FoundEngine | undefined {
  const named = person.environment.VGG_STUDIO_ENGINE
  if (named) {
    const folder = path.resolve(named)
    const seen = inspectEngine(folder, person)
    if ('fault' in seen) throw problem('engineIncomplete', { folder, fault: seen.fault })
    return kind === 'gpu' && seen.kind === 'cpu' ? undefined : found(folder, seen, 'named')
  }
  const kinds = kind === 'cpu' ? ['cpu', 'gpu'] as const : ['gpu'] as const
  const places = [
    ...(bundled ? [{ folder: bundled, origin: 'bundled' as const }] : []),
    ...kinds.map(each => ({ folder: installedFolder(enginesFolder(person), each), origin: 'installed' as const })),
  ]
  for (const { folder, origin } of places) {
    const seen = inspectEngine(folder, person)
    if (!('fault' in seen) && (kind === 'cpu' || seen.kind === 'gpu')) return found(folder, seen, origin)
  }
  return undefined
}

/** The folder that holds the person's engines. */
export function enginesFolder(person: Person): string {
  return path.join(dataFolder(person), 'engine')
}

/** Where the engine of this kind is installed among the person's engines. */
export function installedFolder(engines: string, kind: EngineKind): string {
  return path.join(engines, `${engineVersion}-${kind}`)
}

/** Where whole downloads are kept until the engine that they are for is made. */
export function downloadsFolder(engines: string): string {
  return path.join(engines, 'downloads')
}

/** The record of a whole engine, or what keeps this folder from being one. Only looks at names and lengths. */
export function inspectEngine(folder: string, { platform, arch }: System): EngineRecord | { fault: Phrase } {
  const text = readIfThere(path.join(folder, recordFile))
  if (text === undefined) return { fault: fs.existsSync(folder) ? phrase('hasNoFile', { file: recordFile }) : phrase('noSuchFolder') }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), EngineRecord), text)
  if (!parsed.success) return { fault: phrase('recordUnreadable', { file: recordFile }) }
  const record = parsed.output
  if (record.platform !== platform || record.arch !== arch)
    return { fault: phrase('madeForOther', { made: systemInWords(record.platform, record.arch), here: systemInWords(platform, arch) }) }
  for (const [name, bytes] of Object.entries(record.files)) {
    const there = fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.size
    if (there === undefined) return { fault: phrase('partMissing', { name }) }
    if (there !== bytes) return { fault: phrase('partOfOtherLength', { name, have: there, need: bytes }) }
  }
  return bindingIn(record) === undefined ? { fault: phrase('recordWithout', { file: recordFile, part: bindingFile }) } : record
}

/** The addon of an engine, by its path in the engine's folder. */
function bindingIn({ files }: EngineRecord): string | undefined {
  return Object.keys(files).find(name => path.posix.basename(name) === bindingFile)
}

/** The addon in the folder of a whole engine and the version of its TensorFlow, or in words what keeps the folder from being one. */
export function bindingOf(folder: string, system: System): { readonly binding: string; readonly version: string } | { fault: Phrase } {
  const seen = inspectEngine(folder, system)
  return 'fault' in seen ? seen : found(folder, seen, 'installed')
}

function found(folder: string, record: EngineRecord, origin: FoundEngine['origin']): FoundEngine {
  const { kind, version } = record
  return { folder, kind, version, origin, binding: path.join(folder, bindingIn(record)!) }
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
