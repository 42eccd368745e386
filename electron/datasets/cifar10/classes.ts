const officialNames = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']

/** Ten different short names without control characters: they are printed in terminals and used in file names. */
const wellFormed = (names: readonly string[]) =>
  new Set(names).size === officialNames.length && names.length === officialNames.length && names.every((name) => /^[^\p{C}]{1,64}$/u.test(name))

/** The names of the classes out of batches.meta.txt, or the official ones, with a warning when the file says something else than ten names. */
export function classNames(meta: Uint8Array | undefined, warnings: string[]): readonly string[] {
  if (!meta) return officialNames
  const names = new TextDecoder().decode(meta).split('\n').map((line) => line.trim()).filter((line) => line !== '')
  if (wellFormed(names)) return names
  warnings.push(`batches.meta.txt does not hold ten different class names, one a line: the official names are used.`)
  return officialNames
}
