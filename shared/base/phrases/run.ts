/** Parts of sentences about runs, weights and the program's own processes. */
export const runPhrases = {
  infinite: () => 'infinite',
  weightsKept: (d: { step: number; file: string }) => `the weights after step ${d.step} are kept in ${d.file}`,
  nothingSaved: () => 'nothing good was saved yet',
  isNotJson: () => 'it is not JSON',
  eventOutOfTurn: (d: { number: number; expected: number }) => `event ${d.number} came instead of ${d.expected}`,
}
