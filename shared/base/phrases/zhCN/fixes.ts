import type { fixPhrases } from '../fixes'

/** What the buttons of changes that mend a network say, in Simplified Chinese. */
export const fixPhrasesZhCN: typeof fixPhrases = {
  removeSetting: (d) => `移除设置 ${d.setting}`,
  numberInputs: () => '重新为其输入编号',
  insertFlatten: () => '在它之前插入展平层',
  insertReLU: () => '在它之前插入 ReLU',
  endWithHead: (d) => `以展平层和全连接层结尾，输出 ${d.classes} 个类别`,
  setChannels: (d) => `将其通道数设为 ${d.value}`,
  setUnits: (d) => `将其输出数设为 ${d.value}`,
  removeIt: () => '移除它',
  renameTo: (d) => `重命名为 ${d.name}`,
  removeConnection: () => '移除该连接',
}
