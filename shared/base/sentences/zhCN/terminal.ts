import type { terminalSentences } from '../terminal'

const explained = '--help 中有选项的说明。'

/** Problems of how the program was called, and faults of its own, in Simplified Chinese. */
export const terminalSentencesZhCN: typeof terminalSentences = {
  unknownCommand: (d) => ({ sentence: `没有命令“${d.name}”。`, hint: `可用的命令：${d.known}。` }),
  unknownOption: (d) => ({ sentence: `${d.option} 不是此命令的选项。`, hint: `可用的选项：${d.known}。${explained}` }),
  valueMissing: (d) => ({ sentence: `${d.option} 需要一个值。`, hint: `请写作 ${d.option} <值>；--help 中有示例。` }),
  valueNotWanted: (d) => ({ sentence: `${d.option} 不带值。`, hint: `请只写 ${d.option}。` }),
  badNumber: (d) => ({ sentence: `${d.option} 应为 ${d.what}，而不是“${d.text}”。`, hint: explained }),
  badWord: (d) => ({ sentence: `${d.option} 应为 ${d.words} 之一，而不是“${d.text}”。`, hint: explained }),
  badSetting: (d) => ({ sentence: `${d.option}：设置 ${d.setting} ${d.reason}。`, hint: `可用的设置：${d.known}。--help 中有说明。` }),
  optionMissing: (d) => ({ sentence: `缺少 ${d.option}：${d.what}。`, hint: '--help 中有示例。' }),
  augmentationTwice: (d) => ({ sentence: `数据增强 ${d.name} 出现了两次，或既被指定又被排除。`, hint: '每种数据增强请只写一次，并包含其全部设置。' }),
  tooManyWords: (d) => ({ sentence: `此处无法理解“${d.word}”。`, hint: `选项以 -- 开头；${explained}` }),
  notWithResume: (d) => ({ sentence: `继续运行时不能更改 ${d.option}。`, hint: '请将其去掉，或新建一次运行。' }),
  internal: (d) => ({ sentence: `程序内部出错：${d.message}。`, hint: '这是 VGG Studio 的错误，与你无关；详情见其数据文件夹中的 log.txt。' }),
}
