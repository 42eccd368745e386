/** Parts of sentences about the engine. */
export const enginePhrases = {
  macWithoutCard: () => 'a Mac has no NVIDIA card',
  noCard: () => 'no NVIDIA card with a driver was found',
  noWorkingCard: (d: { said: string }) => `nvidia-smi finds no working card (it says: ${d.said})`,
  driverTooOld: (d: { card: string; driver: string; oldest: string }) => `the driver of ${d.card}, ${d.driver}, is older than the ${d.oldest} that CUDA 12 needs`,
}
