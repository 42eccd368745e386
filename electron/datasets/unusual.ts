/** A sentence for a file that has more or fewer pictures than it has where it is published; none when it has as many. */
export function unusualCount({ file, split, records, official }: { file: string; split: string; records: number; official: number }): string | undefined {
  const expected = `the official ${official.toLocaleString('en')} ${split} pictures`
  if (records === official) return undefined
  if (records === 0) return `${file} is missing: ${expected} in it are left out.`
  return `${file} has ${records.toLocaleString('en')} records, ${records < official ? 'fewer' : 'more'} than ${expected}.`
}
