import fc from 'fast-check'

/** How long to look for faults: a few hundred tries in `npm test`, or as many seconds as FUZZ_SECONDS says, then from another seed each time. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 0)

/** The settings of a property; a failure prints the seed that repeats it. */
export function fuzzing(tries: number): fc.Parameters<[Uint8Array]> {
  if (seconds === 0) return { seed: 20261125, numRuns: tries }
  return { seed: Date.now() | 0, numRuns: 2 ** 31 - 1, interruptAfterTimeLimit: 1000 * seconds, markInterruptAsFailure: false }
}

/** How long such a test may take before it counts as hanging, in milliseconds. */
export const fuzzTimeout = 120_000 + 2000 * seconds

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const telling = fc.constantFrom([0], [255], [0x7f], [0, 0, 0, 0], [255, 255, 255, 255], [0x7f, 255, 255, 255], [0, 0, 0, 1], [1, 0, 0, 0], [0x80, 0, 0, 0])
const change = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('overwrite' as const), place, bytes: fc.oneof(telling, fc.array(fc.nat(255), { minLength: 1, maxLength: 4 })) }),
  fc.record({ kind: fc.constant('remove' as const), place, length: fc.nat(64) }),
  fc.record({ kind: fc.constant('repeat' as const), place, length: fc.nat(64) }),
  fc.record({ kind: fc.constant('cut' as const), place }),
)

/** One of these files with a few changes, most of them near its beginning, where the lengths and the sizes are. */
export function mutated(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const skewed = fc.array(fc.record({ change, near: fc.boolean() }), { minLength: 1, maxLength: 6 })
  return fc.tuple(fc.constantFrom(...files), skewed).map(([file, changes]) => {
    let bytes = Uint8Array.from(file)
    for (const { change, near } of changes) {
      const at = Math.floor(change.place * (near ? Math.min(bytes.length, 512) : bytes.length))
      switch (change.kind) {
        case 'flip': bytes[at]! ^= 1 << change.bit; break
        case 'overwrite': bytes.set(change.bytes.slice(0, bytes.length - at), at); break
        case 'remove': bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + change.length)]); break
        case 'repeat': bytes = Buffer.concat([bytes.subarray(0, at + change.length), bytes.subarray(at)]); break
        case 'cut': bytes = bytes.subarray(0, at); break
      }
    }
    return bytes
  })
}
