type Json = Readonly<Record<string, unknown>>

/** A step from one version of the document to the next. */
export interface Migration {
  /** What changed, in words. */
  readonly name: string
  /** The version that it starts from; it ends at the next. */
  readonly from: number
  migrate(document: Json): Json
}

/** The steps from the first version to the one of today, in their order; the first version is still the one of today. */
const migrations: readonly Migration[] = []

/** The document brought to the newest version that the steps reach; what is no document, or newer, comes back as it is. */
export function migrated(value: unknown, steps: readonly Migration[] = migrations): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  let document = value as Json
  for (const { from, migrate } of steps) if (document.version === from) document = { ...migrate(document), version: from + 1 }
  return document
}
