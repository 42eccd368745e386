import { describe, expect, it } from 'vitest'
import { sources } from '#electron/datasets/sources'

describe('what can be had', () => {
  const files = sources.flatMap((source) => source.files)

  it('comes over https only', () => {
    for (const address of files.flatMap(({ addresses }) => addresses)) expect(new URL(address).protocol).toBe('https:')
  })

  it('has a name of its own in the folder for downloads, and a digest of the right length', () => {
    expect(new Set(files.map(({ file }) => file)).size).toBe(files.length)
    for (const { digest } of files) expect(digest.hex).toMatch(digest.kind === 'md5' ? /^[0-9a-f]{32}$/ : /^[0-9a-f]{64}$/)
  })
})
