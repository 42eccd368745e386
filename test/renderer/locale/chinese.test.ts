import { describe, expect, it } from 'vitest'
import { terms } from '#renderer/locale/terms'
import { zhCN } from '#renderer/locale/zhCN'
import { zhCN as spoken } from '#shared/base/zhCN'
import { filled } from '../../helpers/filled'
import { latinIn } from '../../helpers/latin'

const rows = <T>(all: object) => Object.entries(all) as [string, (details: unknown) => T][]
const texts: readonly (readonly [string, string])[] = [
  ...Object.entries(zhCN),
  ...Object.entries(terms),
  ...rows<string>(spoken.phrases).map(([code, row]) => [code, row(filled)] as const),
  ...rows<{ sentence: string; hint: string }>(spoken.sentences).map(([code, row]) => [code, `${row(filled).sentence}${row(filled).hint}`] as const),
]
/** What a row cannot say otherwise: files, formats and settings by the names that they have; and what comes of reckoning with names. */
const byName = new Set('train training path data last best auto cpu gpu shapes test learningRate optimizer weightDecay features runs net classes csv pth pt state_dict vgg-studio-graph NaN'.split(' '))
const where = (faulty: (text: string) => unknown) => texts.filter(([, text]) => faulty(text)).map(([key, text]) => `${key}: ${text}`)

describe('every Chinese text', () => {
  it('has no English word', () => {
    expect(texts.flatMap(([key, text]) => latinIn(text, byName).map((word) => `${key}: ${word} (in ${text})`))).toEqual([])
  })

  it('has the punctuation of Chinese beside Chinese', () => {
    expect(where((text) => /\p{Script=Han}\s*[,;:!?](?!\d)|[,;:!?]\s*\p{Script=Han}|\p{Script=Han}\.(?!\w)|\p{Script=Han}\(|\)\p{Script=Han}/u.test(text))).toEqual([])
  })

  it('has a gap between Chinese and Latin letters or figures, and none beside Chinese punctuation', () => {
    expect(where((text) => /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u.test(text))).toEqual([])
    expect(where((text) => /[，。：；？！、（）“”] | [，。：；？！、（）“”]/u.test(text))).toEqual([])
  })

  it('says the same word for the same thing', () => {
    // 你 for who reads it; 轮 for an epoch; 步幅 for a stride alone; 资料库 for the library.
    for (const odd of ['您', '周期数', '迭代周期', '纪元', '数据库', '步长', '批次大小', '批量大小', '超参', '学习速率', '测验集', '校验集', '保留集', '图像', '权值', '留出集', '步幅过大']) expect(where((text) => text.includes(odd)), odd).toEqual([])
  })
})
