import type { Wording } from '../wording'

/** Parts of sentences about the engine: what is needed for it, and why it is not there or does not run. */
export const enginePhrases = {
  systemOn: (d: { system: string; arch: string }) => `${d.system} on ${d.arch}`,
  macWithoutCard: () => 'a Mac has no NVIDIA card',
  noCard: () => 'no NVIDIA card with a driver was found',
  noWorkingCard: (d: { reason: Wording }) => `nvidia-smi finds no working card (${d.reason})`,
  driverTooOld: (d: { card: string; driver: string; oldest: string }) => `the driver of ${d.card}, ${d.driver}, is older than the ${d.oldest} that CUDA 12 needs`,
  unnamedCard: () => 'an NVIDIA card',
  hasNoFile: (d: { file: string }) => `it has no ${d.file}`,
  noSuchFolder: () => 'there is no such folder',
  recordUnreadable: (d: { file: string }) => `its ${d.file} cannot be understood`,
  recordWithout: (d: { file: string; part: string }) => `its ${d.file} does not list ${d.part}`,
  madeForOther: (d: { made: Wording; here: Wording }) => `it was made for ${d.made}, and this is ${d.here}`,
  partMissing: (d: { name: string }) => `${d.name} is missing`,
  partOfOtherLength: (d: { name: string; have: number; need: number }) => `${d.name} has ${d.have} bytes instead of ${d.need}`,
  lacksInstructions: () => 'this processor lacks instructions that TensorFlow needs (AVX)',
  computesWrongly: () => 'it computes wrongly: two small matrices have another product',
  installXcode: () => "Install it with Apple's developer tools: xcode-select --install",
  installWith: (d: { command: string }) => `Install it with: ${d.command}`,
  installPython: () => 'Install Python 3 with pip by the package manager of this system.',
  installPip: () => 'Install pip for Python 3 by the package manager of this system.',
  installCompiler: () => 'Install a C++ compiler, such as g++, by the package manager of this system.',
}
