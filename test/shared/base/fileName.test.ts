import { describe, expect, it } from 'vitest'
import { fileNameOf, isFileName } from '#shared/base/fileName'
import { random } from '#shared/base/random'

describe('the name of a file', () => {
  it('stays as it is where every system takes it', () => {
    for (const name of ['Pets.zip', 'a b (1).tar.gz', '图片', '.hidden', 'com10', 'console.txt', 'vgg16_bn-6c64b313.pth']) expect([fileNameOf(name, 'else'), isFileName(name)]).toEqual([name, true])
  })

  it('loses what some system has a meaning of its own for', () => {
    expect(['a/b\\c:d', '..', 'nul', 'Aux.zip', ' a. ', 'what?.zip', 'a\0b', '\ud800', ''].map((name) => fileNameOf(name, 'else'))).toEqual(
      ['a-b-c-d', 'else', 'nul_', 'Aux_.zip', 'a', 'what-.zip', 'a-b', '-', 'else'],
    )
    expect(fileNameOf(`${'图'.repeat(300)}.zip`, 'else')).toMatch(/^图{40,60}\.zip$/)
  })

  it('is one, whatever it was made of', () => {
    const signs = ['.', ' ', '/', '\\', 'nul', 'com1', ':', '\0', 'é', '\ud83d', '\ude00', '图', 'a', '-', '\u202e']
    for (let seed = 0; seed < 3000; seed++) {
      const chance = random(seed)
      const name = Array.from({ length: chance.below(12) }, () => signs[chance.below(signs.length)]!.repeat(chance.uniform() < 0.05 ? 150 : 1)).join('')
      expect([name, isFileName(fileNameOf(name, 'else'))]).toEqual([name, true])
    }
  })
})
