import { describe, expect, it } from 'vitest'
import { Recent } from '#electron/trainer/ask/recent'

/** Keeps two, and notes what was made and let go of. */
function kept() {
  const [made, gone]: [string[], string[]] = [[], []]
  const recent = new Recent<string>(2, (value) => gone.push(value))
  const ask = (key: string, work: (value: string) => unknown = (value) => value) => recent.use(key, async () => (made.push(key), key), work)
  return { made, gone, recent, ask }
}

describe('what was used recently', () => {
  it('is not made again', async () => {
    const { made, ask } = kept()
    expect(await ask('a')).toBe('a')
    await Promise.all([ask('a'), ask('b'), ask('b')])
    expect(made).toEqual(['a', 'b'])
  })

  it('is let go of when others came after it, the longest unused first', async () => {
    const { made, gone, ask } = kept()
    for (const key of ['a', 'b', 'a', 'c', 'a']) await ask(key)
    expect(gone).toEqual(['b'])
    expect(made).toEqual(['a', 'b', 'c'])
  })

  it('is not let go of while it is in use', async () => {
    const { gone, ask } = kept()
    let finish = (): void => undefined
    const using = ask('a', () => new Promise<void>((end) => { finish = end }))
    await ask('b')
    await ask('c')
    expect(gone).toEqual([])
    finish()
    await using
    expect(gone).toEqual(['a'])
  })

  it('is tried again when making it failed', async () => {
    const { recent, ask, gone } = kept()
    await expect(recent.use('a', () => Promise.reject(new Error('no')), () => 0)).rejects.toThrow('no')
    expect(await ask('a')).toBe('a')
    expect(gone).toEqual([])
  })

  it('is let go of at the end', async () => {
    const { gone, recent, ask } = kept()
    await ask('a')
    await ask('b')
    recent.clear()
    await Promise.resolve()
    expect(gone.sort()).toEqual(['a', 'b'])
  })
})
