import { Desks } from '#electron/studio/desks'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/studio'

it('keeps a desk for each window, and gives a new one a copy of the one that was used last', async () => {
  await using library = await temporaryFolder()
  const desks = new Desks(library.path)
  expect(await desks.read('one')).toEqual({ desk: null, copied: false })
  await desks.write('one', { of: 'one' })
  await desks.write('two', { of: 'two' })
  await utimes(join(library.path, 'desks', 'one.json'), 1, 1)
  expect(await Promise.all(['one', 'two', 'new'].map((name) => desks.read(name)))).toEqual([{ desk: { of: 'one' }, copied: false }, { desk: { of: 'two' }, copied: false }, { desk: { of: 'two' }, copied: true }])
})

it('begins a window like the one that it was made from, wherever others were used later', async () => {
  await using library = await temporaryFolder()
  const desks = new Desks(library.path)
  await desks.write('one', { of: 'one' })
  await desks.write('two', { of: 'two' })
  expect(await desks.read('new', 'one')).toEqual({ desk: { of: 'one' }, copied: true })
  await desks.write('new', { of: 'new' })
  expect(await desks.read('new', 'one')).toEqual({ desk: { of: 'new' }, copied: false })
  expect((await desks.read('other', 'gone')).desk).toEqual({ of: 'new' })
})

it('has at the end what was written last, however many writings of a window are under way at once, and leaves nothing beside', async () => {
  await using library = await temporaryFolder()
  const desks = new Desks(library.path)
  const long = (number: number) => ({ number, text: 'x'.repeat(200_000 - number * 5_000) })
  await Promise.all(Array.from({ length: 20 }, (_, number) => desks.write('one', long(number))))
  expect((await desks.read('one')).desk).toEqual(long(19))
  expect(await readdir(join(library.path, 'desks'))).toEqual(['one.json'])
})

it('passes over a desk that cannot be read, and forgets those of windows that are long gone', async () => {
  await using library = await temporaryFolder()
  const desks = new Desks(library.path)
  for (let number = 0; number < 60; number++) {
    await desks.write(`w${number}`, { number })
    await utimes(join(library.path, 'desks', `w${number}.json`), number + 1, number + 1)
  }
  await writeFile(join(library.path, 'desks', 'torn.json'), '{"number":')
  expect(await desks.read('torn')).toEqual({ desk: { number: 59 }, copied: true })
  await desks.write('w59', { number: 59 })
  const left = await readdir(join(library.path, 'desks'))
  expect(left).toHaveLength(50)
  expect(left).not.toContain('w10.json')
  expect(left).toContain('w58.json')
})
