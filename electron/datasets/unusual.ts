import { phrase, type Phrase } from '#shared/base/phrase'

/** A sentence for a file that has more or fewer pictures than it has where it is published; none when it has as many. */
export function unusualCount({ file, split, records, official }: { file: string; split: 'training' | 'test'; records: number; official: number }): Phrase | undefined {
  if (records === official) return undefined
  if (records === 0) return phrase('fileMissing', { file, split: phrase(split), official })
  return phrase(records < official ? 'fewerRecords' : 'moreRecords', { file, split: phrase(split), records, official })
}
