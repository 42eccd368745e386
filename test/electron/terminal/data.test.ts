import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pets, plant } from '../datasets/import/pictures'
import { studio, temporaryFolder } from '../../helpers/studio'

describe('data', () => {
  it('brings pictures in, tells of them, checks them, and takes them away', async () => {
    await using folder = await temporaryFolder()
    const library = { VGG_STUDIO_LIBRARY: join(folder.path, 'library') }
    const path = await plant(join(folder.path, 'Pets'), pets)
    const data = (...words: string[]) => studio(['data', ...words], undefined, library)

    const brought = await data('import', path, '--size', '32')
    expect(brought).toMatchObject({ code: 0, err: '' })
    expect(brought.out).toMatch(/^Pets \(pets\)\. [\s\S]*4 pictures to train, 0 to test, 32 × 32[\s\S]*cat\s+2\s+0\s+dog\s+2\s+0/)
    expect((await data('list')).out).toMatch(/pets\s+Pets\s+4\s+32 × 32\s+2\s+ready/)
    expect(JSON.parse((await data('info', 'pets', '--json')).out)).toMatchObject({ id: 'pets', state: 'ready', classes: ['cat', 'dog'] })
    expect((await data('verify', 'pets')).out).toContain('as they were stored')
    expect(await data('remove', 'pets')).toMatchObject({ code: 0, out: 'pets is removed.\n' })
    expect((await data('list')).out).not.toContain('pets')
  })

  it('checks and takes away for machines', async () => {
    await using folder = await temporaryFolder()
    const library = { VGG_STUDIO_LIBRARY: join(folder.path, 'library') }
    const data = (...words: string[]) => studio(['data', ...words, '--json'], undefined, library)
    await data('import', await plant(join(folder.path, 'Pets'), pets))
    const verified = await data('verify', 'pets')
    expect({ code: verified.code, ...JSON.parse(verified.out) as object }).toMatchObject({ code: 0, id: 'pets', sound: true, sentence: expect.stringContaining('as they were stored') as string })
    await writeFile(join(library.VGG_STUDIO_LIBRARY, 'datasets', 'pets', 'training.labels'), Uint8Array.of(1, 1, 1, 1))
    const damaged = await data('verify', 'pets')
    expect({ code: damaged.code, ...JSON.parse(damaged.out) as object }).toMatchObject({ code: 1, id: 'pets', sound: false })
    expect(JSON.parse((await data('remove', 'pets')).out)).toEqual({ id: 'pets', removed: true })
  })

  it('says in one sentence what cannot be, and ends with 1', async () => {
    await using folder = await temporaryFolder()
    const library = { VGG_STUDIO_LIBRARY: join(folder.path, 'library') }
    const alone = await plant(join(folder.path, 'Alone'), { 'cat/1.png': pets['cat/1.png']! })
    for (const [words, sentence] of [
      [['import', join(folder.path, 'nowhere')], /nowhere/],
      [['import', alone], /cat/],
      [['info', 'nothing'], /nothing/],
      [['remove', 'shapes-10'], /always here/],
      [['get', 'nothing'], /nothing/],
      [['fetch'], /--data must be one of list, get, import, info, verify, remove, not 'fetch'/],
      [['import'], /path/],
      [['import', alone, '--size', '0'], /--size/],
    ] as const) {
      const { code, out, err } = await studio(['data', ...words], undefined, library)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err.trim().split('\n')).toHaveLength(1)
      expect(err).toMatch(sentence)
    }
  })
})

describe('serve', () => {
  it('prints the address with its token first, lets nobody else in, and ends at Ctrl-C', async () => {
    await using folder = await temporaryFolder()
    let answered: Promise<number | undefined> | undefined
    const ended = await studio(['serve'], (printed, child) => {
      const address = /^(http:\/\/127\.0\.0\.1:\d+\/)\?token=\S+\n/.exec(printed)
      if (!address || answered) return
      answered = new Promise((take, fail) => request(address[1]!, ({ statusCode }) => take(statusCode)).on('error', fail).end())
      void answered.then(() => child.kill('SIGINT'))
    }, { VGG_STUDIO_LIBRARY: join(folder.path, 'library') })
    expect(ended).toMatchObject({ code: 0, err: '' })
    await expect(answered).resolves.toBe(403)
  })
})
