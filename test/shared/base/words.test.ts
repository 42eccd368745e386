import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { phrase, spoken, type PhraseCode } from '#shared/base/phrase'
import { asProblem, plain, problem, translated, type ProblemCode, type Says } from '#shared/base/problem'
import { zhCN } from '#shared/base/zhCN'

type Row<T> = (details: unknown) => T
const sentenceRows = Object.entries(zhCN.sentences) as [ProblemCode, Row<Says>][]
const phraseRows = Object.entries(zhCN.phrases) as [PhraseCode, Row<string>][]
const anySentence = problem as (code: ProblemCode, details: unknown) => Says
const anyPhrase = phrase as (code: PhraseCode, details: unknown) => ReturnType<typeof phrase>

/** Details that a row asks for, each a word of its own; a list where it is used as one. */
function wanted(row: Row<unknown>): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  row(new Proxy({}, {
    get: (_target, name: string) => (found[name] = ['files', 'reasons', 'addresses', 'inputs', 'offers', 'notes', 'rest'].includes(name) ? [`${name}.0`, `${name}.1`] : name === 'kind' ? 'gpu' : `«${name}»`),
  }))
  return found
}

const markers = (text: string) => [...new Set(text.match(/«\w+»|\b\w+\.[01]\b(?!\.\d)/g))].filter((word) => !/^(?:features|data_batch)/.test(word)).sort()

describe('the words of problems in Chinese', () => {
  it.each(sentenceRows)('say of %s what the English ones say', (code, row) => {
    const details = wanted(row)
    const chinese = row(details)
    const english = anySentence(code, details)
    expect(chinese.sentence).toMatch(/\p{Script=Han}/u)
    expect(chinese.sentence).toMatch(/。$/)
    expect(chinese.hint === '').toBe(english.hint === '')
    expect(markers(`${chinese.sentence}${chinese.hint}`)).toEqual(markers(`${english.sentence}${english.hint}`))
  })

  it.each(phraseRows)('fill in the phrase %s with what the English one is filled with', (code, row) => {
    const details = wanted(row)
    const said = anyPhrase(code, details)
    expect(spoken(said, zhCN.phrases)).not.toBe('')
    expect(markers(spoken(said, zhCN.phrases))).toEqual(markers(spoken(said)))
  })
})

describe('a problem', () => {
  const told = problem('badParameter', { layer: 'conv', field: 'filters', reason: phrase('mustBeAtLeast', { least: 1 }) })

  it('says in English what it is, with phrases in its details put into words', () => {
    expect(told.sentence).toBe('conv: the setting filters must be at least 1.')
    expect(told.message).toBe('conv: the setting filters must be at least 1. Correct it in the network.')
  })

  it('says the same in another language, from its code and details', () => {
    expect(translated(told, zhCN)).toEqual({ sentence: 'conv：设置 filters 不能小于 1。', hint: '请在网络中改正。' })
  })

  it('is plain data that makes the same problem again', () => {
    const data = JSON.parse(JSON.stringify(plain(told))) as typeof told
    expect(data).toEqual({ code: 'badParameter', sentence: told.sentence, hint: told.hint, details: { layer: 'conv', field: 'filters', reason: { phrase: 'mustBeAtLeast', details: { least: 1 } } } })
    expect(translated(data, zhCN)).toEqual(translated(told, zhCN))
  })

  it.each([
    ['an older version wrote it without details', { code: 'dataMissing', sentence: 'Gone.', hint: 'Look.' }],
    ['a later version wrote it by a code of its own', { code: 'notYetThought', sentence: 'Gone.', hint: 'Look.', details: {} }],
    ['its details are those of another version', { code: 'cifarNotFound', sentence: 'Gone.', hint: 'Look.', details: { path: 'here' } }],
    ['its phrase is of another version', { code: 'badParameter', sentence: 'Gone.', hint: 'Look.', details: { layer: 'a', field: 'b', reason: { phrase: 'notYetThought', details: {} } } }],
    ['its code is a name that every object has', { code: 'constructor', sentence: 'Gone.', hint: 'Look.', details: {} }],
  ])('is told as it came where %s', (_why, data) => {
    expect(translated(data, zhCN)).toEqual({ sentence: 'Gone.', hint: 'Look.' })
  })

  it('names the file and the cause where the system knows both', async () => {
    const thrown = asProblem(await readFile('no/such/file').catch((fault: unknown) => fault))
    expect(thrown.sentence).toBe('Something went wrong inside the program: no/such/file: it is not there.')
    expect(translated(thrown, zhCN).sentence).toBe('程序内部出错：no/such/file：它不存在。')
  })

  it('is an internal fault where something else was thrown', () => {
    expect(translated(asProblem(new Error('beyond the end')), zhCN).sentence).toBe('程序内部出错：原文为“beyond the end”。')
  })
})
