import { phrase } from '#shared/base/phrase'
import { line } from '#shared/base/problem'
import { describe, expect, it } from 'vitest'
import { layoutOf } from '#electron/datasets/import/layout'

const layout = (...names: string[]) => {
  const { classes, pictures, notes, warnings } = layoutOf('pets', names.map((name) => ({ name, path: `/${name}` })))
  return { classes, pictures: pictures.map(({ name, split, label }) => `${name} ${split} ${label}`), notes, warnings: warnings.map((warning) => line(warning)) }
}

describe('folders of pictures', () => {
  it('are a class each, in the order of their names, whatever the order in which they are found', () => {
    const found = layout('dog/b.png', 'cat/z.png', 'dog/a.png')
    expect(found).toEqual({ classes: ['cat', 'dog'], pictures: ['cat/z.png training 0', 'dog/a.png training 1', 'dog/b.png training 1'], notes: [], warnings: [] })
    expect(layout('dog/a.png', 'dog/b.png', 'cat/z.png')).toEqual(found)
  })

  it.each([['train', 'test'], ['Training', 'val'], ['training_set', 'Validation'], ['TRN', 'testing']])('lie in %s and %s, or in no such folder', (train, test) => {
    const { classes, pictures } = layout(`${train}/cat/1.png`, `${train}/dog/1.png`, `${test}/dog/2.png`)
    expect(classes).toEqual(['cat', 'dog'])
    expect(pictures.sort()).toEqual([`${train}/cat/1.png training 0`, `${train}/dog/1.png training 1`, `${test}/dog/2.png test 1`].sort())
  })

  it('may have one folder around them, and whatever systems leave behind', () => {
    const { classes, pictures } = layout('pets-main/cat/1.png', 'pets-main/dog/1.png', '__MACOSX/pets-main/cat/._1.png', 'pets-main/.DS_Store', 'pets-main/cat/Thumbs.db')
    expect([classes, pictures.length]).toEqual([['cat', 'dog'], 2])
    expect(layout('README.txt', 'all/train/cat/1.png', 'all/train/dog/1.png').classes).toEqual(['cat', 'dog'])
  })

  it('may be called train when their neighbours are things too', () => {
    expect(layout('bus/1.png', 'train/1.png').classes).toEqual(['bus', 'train'])
  })

  it('hold all that lies deeper inside', () => {
    expect(layout('cat/tabby/1.png', 'cat/2.png', 'dog/1.png').pictures).toEqual(['cat/2.png training 0', 'cat/tabby/1.png training 0', 'dog/1.png training 1'])
  })

  it('give what validates to training when there is something to test with too, and say so', () => {
    const { pictures, warnings } = layout('test/cat/1.png', 'train/cat/2.png', 'train/dog/1.png', 'val/dog/2.png')
    expect(pictures).toContain('val/dog/2.png training 1')
    expect(warnings).toEqual([expect.stringContaining('those to validate join the ones that train')])
  })

  it('leave out what lies beside them', () => {
    expect(layout('notes.txt', 'cat/1.png', 'dog/1.png').notes).toEqual([{ file: 'notes.txt', said: phrase('inNoClass'), skipped: true }])
  })

  it.each([
    ['nothing', [], 'importNoPictures', 'There are no files in pets that could be pictures.'],
    ['only hidden files', ['.git/config'], 'importNoPictures', 'There are no files in pets that could be pictures.'],
    ['no folder', ['1.png', '2.png'], 'importNoClasses', 'The files in pets lie in no folders, so nobody can tell what they show.'],
    ['one class', ['cat/1.png'], 'importOneClass', 'There is only one class with pictures to train from in pets, cat; telling apart takes two.'],
    ['nothing to train from', ['test/cat/1.png', 'test/dog/1.png'], 'importNoTraining', 'pets has pictures for test only, and none to train from.'],
  ])('are told in one sentence when there is %s', (_, names, code, sentence) => {
    expect(() => layout(...names)).toThrow(expect.objectContaining({ code, sentence }))
  })
})
