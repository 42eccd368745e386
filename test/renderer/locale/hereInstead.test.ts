import { afterEach, describe, expect, it } from 'vitest'
import { hereInstead } from '#renderer/locale/hereInstead'
import { findingInWords, problemInWords } from '#renderer/locale/inWords'
import { language } from '#renderer/locale/locale'
import { askSentences } from '#shared/base/sentences/ask'
import { connectionSentences } from '#shared/base/sentences/connection'
import { dataSentences } from '#shared/base/sentences/data'
import { engineSentences } from '#shared/base/sentences/engine'
import { exportSentences } from '#shared/base/sentences/export'
import { graphSentences } from '#shared/base/sentences/graph'
import { runSentences } from '#shared/base/sentences/run'
import { phrase } from '#shared/base/phrase'
import { filled } from '../../helpers/filled'

/** What only the terminal can meet, and the one thing that only a terminal mends. */
const ofTheTerminal = new Set(['setupWordUnknown', 'engineSourcesMissing', 'packageMissing', 'weightsWithoutNetwork', 'dataNotNamed', 'runExists'])
const rows = Object.entries({ ...askSentences, ...connectionSentences, ...dataSentences, ...engineSentences, ...exportSentences, ...graphSentences, ...runSentences }) as
  [string, (details: unknown) => { sentence: string; hint: string }][]
const command = /npm run|(^|\s)--[a-z]/

afterEach(() => { language.value = 'en' })

describe('what a window says to do about a problem', () => {
  it('never is a command of the terminal', () => {
    const hints = rows.filter(([code]) => !ofTheTerminal.has(code)).map(([code, row]) => [code, problemInWords({ code, ...row(filled) }).hint] as const)
    expect(hints.length).toBeGreaterThan(100)
    expect(hints.filter(([, hint]) => command.test(hint))).toEqual([])
  })

  it('stands in for hints that are one, and for no others', () => {
    const kept = new Map(rows.map(([code, row]) => [code, row(filled).hint]))
    for (const code of Object.keys(hereInstead)) if (kept.has(code)) expect(kept.get(code), code).toMatch(command)
  })

  it('is in the language of the window', () => {
    const missing = { code: 'gpuEngineMissing', details: { card: 'A card' }, ...engineSentences.gpuEngineMissing({ card: 'A card' }) }
    expect(problemInWords(missing).hint).toBe('Get it in Settings, under Engine (about 3.3 GB to download).')
    language.value = 'zh-CN'
    expect(problemInWords(missing)).toEqual({ sentence: '已检测到 A card，但没有安装适用于它的引擎。', hint: '请在“设置”的“引擎”中获取（需下载约 3.3 GB）。' })
  })

  it('holds for what was found of the computer too', () => {
    const fact = { about: phrase('aboutEngine'), state: 'missing', text: phrase('noneIn', { folder: '/e' }), fix: phrase('getEngineWith', { command: 'npm run engine' }) } as const
    expect(findingInWords(fact).fix).toBe('Get one in Settings, under Engine.')
    expect(findingInWords({ ...fact, fix: phrase('makeRoom') }).fix).toBe('Make room there.')
  })
})
