import type { runPhrases } from '../run'

/** Parts of sentences about runs, weights and the program's own processes, in Simplified Chinese. */
export const runPhrasesZhCN: typeof runPhrases = {
  isNotJson: () => '它不是 JSON',
  eventOutOfTurn: (d) => `收到的是第 ${d.number} 个事件，应为第 ${d.expected} 个`,
}
