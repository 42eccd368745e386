import type { exportSentences } from '../export'

/** Problems of taking a trained network away, in Simplified Chinese. */
export const exportSentencesZhCN: typeof exportSentences = {
  exportDiffers: (d) => ({ sentence: `读回的 ${d.format} 导出给出了不同的回答，相差最大回答值的 ${d.relative}，而允许的是 ${d.allowed}；已将其移除。`, hint: '请以其他格式导出权重；这是 VGG Studio 的错误，与你无关。' }),
  exportTooLarge: (d) => ({ sentence: `权重有 ${d.gigabytes} GB，而 ${d.format} 最多容纳 ${d.most} GB。`, hint: '请导出为 safetensors。' }),
}
