import { describe, expect, it } from 'vitest'
import { fingerprint } from '#shared/base/hash'

describe('the fingerprint of a text', () => {
  // The values are those of Python's mmh3 (5.x): mmh3.hash_bytes(text, 0, x64arch=False) as four little-endian words.
  it.each([
    ['', '00000000000000000000000000000000'],
    ['a', 'a794933c5556b01b5556b01b5556b01b'],
    ['VGG16', 'fa5fc69019a655274d6652914d665291'],
    ['conv — 畳み込み', 'c633f30e15559f992ab45c3e548a1941'],
    ['The quick brown fox jumps over the lazy dog', '2f1583c3ecee2c675d7bf66ce5e91d2c'],
  ])('%j is that of MurmurHash3 x86 128', (text, expected) => {
    expect(fingerprint(text)).toBe(expected)
  })
})
