import type { runPhrases } from '../run'

/** Parts of sentences about runs, weights and the program's own processes, in Simplified Chinese. */
export const runPhrasesZhCN: typeof runPhrases = {
  infinite: () => '无穷大',
  weightsKept: (d) => `第 ${d.step} 步后的权重保存在 ${d.file}`,
  nothingSaved: () => '尚未保存可用的权重',
  isNotJson: () => '它不是 JSON',
  eventOutOfTurn: (d) => `收到的是第 ${d.number} 个事件，应为第 ${d.expected} 个`,
}
