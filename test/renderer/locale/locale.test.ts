import { afterEach, expect, it } from 'vitest'
import { en, type MessageKey } from '#renderer/locale/en'
import { bytes, duration, figure, percent, setting, short } from '#renderer/locale/format'
import { language, languageFor, t, term } from '#renderer/locale/locale'
import { terms } from '#renderer/locale/terms'
import { zhCN } from '#renderer/locale/zhCN'

afterEach(() => (language.value = 'en'))
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

it('has every text in both languages, with the same details', () => {
  expect(Object.keys(zhCN)).toEqual(Object.keys(en))
  for (const key of Object.keys(en) as MessageKey[]) {
    expect(names(zhCN[key]), key).toEqual(names(en[key]))
    expect(zhCN[key].trim(), key).not.toBe('')
  }
  expect(Object.values(terms).every(Boolean)).toBe(true)
})

it('fills in details in the order of the language', () => {
  expect(t('train.epochLeft', { epoch: 7, epochs: 30, time: '12 min' })).toBe('Epoch 7 of 30, 12 min left')
  language.value = 'zh-CN'
  expect(t('train.epochLeft', { epoch: 7, epochs: 30, time: duration(720) })).toBe('第 7 轮，共 30 轮，剩余 12 分钟')
  expect(term('Momentum')).toBe('动量')
  expect(term('Beta 1')).toBe('Beta 1')
})

it('takes Chinese for any Chinese, and English for all else', () => {
  expect(languageFor(['zh-TW', 'en'])).toBe('zh-CN')
  expect(languageFor(['de', 'zh'])).toBe('en')
  expect(languageFor([])).toBe('en')
})

it('writes numbers as a person reads them', () => {
  expect(short(15_253_578)).toBe('15.3\u00a0M')
  expect(short(42)).toBe('42')
  expect(bytes(170_052_171)).toBe('170\u00a0MB')
  expect(bytes(0)).toBe('0\u00a0B')
  expect(percent(0.8041)).toBe('80.4\u00a0%')
  expect([0.00002, 0.573, 12.34, 250, Number.NaN].map(figure)).toEqual(['2.0e-5', '0.573', '12.3', '250', 'NaN'])
  expect([42, 185, 720, 8040].map(duration)).toEqual(['42 s', '3 min 5 s', '12 min', '2 h 14 min'])
})

it('shows a setting with the digits that it has, and six of a reckoned one', () => {
  expect([0.1, 50_000, 123_456_789, 441.6666666666667, 0.08519490559895834, 0.00003773584905660377, 0.0001].map(setting)).toEqual(['0.1', '50000', '123456789', '441.667', '0.0851949', '3.77358e-5', '0.0001'])
})
