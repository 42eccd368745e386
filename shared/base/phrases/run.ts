/** Parts of sentences about runs, weights and the program's own processes. */
export const runPhrases = {
  isNotJson: () => 'it is not JSON',
  eventOutOfTurn: (d: { number: number; expected: number }) => `event ${d.number} came instead of ${d.expected}`,
}
