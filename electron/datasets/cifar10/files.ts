import { problem } from '#shared/base/problem'

/** Files of CIFAR-10's binary version by their names. */
export type Cifar10Files = Map<string, Uint8Array>

export const trainingFiles: readonly string[] = [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`)
export const testFiles: readonly string[] = ['test_batch.bin']
export const metaFile = 'batches.meta.txt'
export const knownFiles: readonly string[] = [...trainingFiles, ...testFiles, metaFile]

/** The folder that the official archive unpacks to. */
export const officialFolder = 'cifar-10-batches-bin'

/** An official file has 30.7 MB; this is the most that is taken into memory for one. */
const mostBytes = 64 * 1024 ** 2

/** Throws when a file is too long to be read. */
export function checkLength(file: string, bytes: number): void {
  if (bytes > mostBytes) throw problem('cifarFileTooLarge', { file, megabytes: Math.round(bytes / 1e6) })
}
