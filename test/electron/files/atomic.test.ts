import { writeAtomic, writeFolder } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/studio'

describe('writing', () => {
  it('replaces a file at once and leaves nothing beside it', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'deep', 'run.json')
    await writeAtomic(path, 'one')
    await writeAtomic(path, 'two', Buffer.from('!'))
    expect(await readFile(path, 'utf8')).toBe('two!')
    expect(await readdir(join(folder.path, 'deep'))).toEqual(['run.json'])
  })

  it('keeps the old file, and leaves nothing half-written, when the new one fails', async () => {
    await using folder = await temporaryFolder()
    // A folder of that name cannot be replaced by a file.
    await mkdir(join(folder.path, 'run.json', 'inside'), { recursive: true })
    await expect(writeAtomic(join(folder.path, 'run.json'), 'x')).rejects.toThrow(/run\.json needs a folder where there is a file, or a file where there is a folder\./)
    expect(await readdir(folder.path)).toEqual(['run.json'])
  })

  it('replaces a folder as a whole', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, '352')
    await writeFolder(path, { 'old.json': ['1'] })
    await writeFolder(path, { 'state.json': ['2'], 'weights.safetensors': [Uint8Array.of(1), Uint8Array.of(2)] })
    expect((await readdir(path)).sort()).toEqual(['state.json', 'weights.safetensors'])
    expect(await readdir(folder.path)).toEqual(['352'])
  })

  it('names the place that was asked for, not the one beside it', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'file'), '')
    await expect(writeFolder(join(folder.path, 'file', '352'), { x: ['1'] })).rejects.toThrow(/\/file\/352 /)
  })

  it.each([
    ['ENOSPC', /^There is no space left to write runs\/x; nothing was left half-written\. Make room on that disk, then go on\.$/],
    ['EDQUOT', /^There is no space left/],
    ['EACCES', /^This account may not read or write runs\/x\./],
    ['EROFS', /^This account may not read or write/],
    ['ENOENT', /^runs\/x is not there\./],
    ['EIO', /^runs\/x could not be read or written: the disk reports an error\./],
    ['EODD', /^runs\/x could not be read or written: "it broke"\./],
  ])('says what %s means', (code, sentence) => {
    expect((fileProblem(Object.assign(new Error('it broke'), { code }), 'runs/x') as Error).message).toMatch(sentence)
  })
})
