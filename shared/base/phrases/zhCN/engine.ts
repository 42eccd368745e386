import type { enginePhrases } from '../engine'

/** Parts of sentences about the engine, in Simplified Chinese. */
export const enginePhrasesZhCN: typeof enginePhrases = {
  macWithoutCard: () => 'Mac 没有 NVIDIA 显卡',
  noCard: () => '未找到带驱动的 NVIDIA 显卡',
  noWorkingCard: (d) => `nvidia-smi 未找到可用的显卡（其输出：${d.said}）`,
  driverTooOld: (d) => `${d.card} 的驱动 ${d.driver} 低于 CUDA 12 所需的 ${d.oldest}`,
}
