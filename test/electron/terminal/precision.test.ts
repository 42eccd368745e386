import { describe, expect, it } from 'vitest'
import { choosePrecision } from '#electron/terminal/precision'
import { realOutside, type Outside } from '#electron/engine/setup/outside'

/** A computer with Linux, whose processor says that it has these instruction sets, or says nothing. */
function withProcessor(flags: string | undefined): Outside {
  return { ...realOutside(), platform: 'linux', read: (file) => (file === '/proc/cpuinfo' && flags !== undefined ? `model name\t: one\nflags\t\t: ${flags}\n` : undefined) }
}

describe('--precision auto', () => {
  it.each([
    ['fpu avx2 avx512f avx512_bf16', 'bfloat16', 'Computing in bfloat16: the processor has instructions for it, avx512_bf16.'],
    ['fpu avx512_bf16 amx_bf16', 'bfloat16', 'Computing in bfloat16: the processor has instructions for it, amx_bf16.'],
    ['fpu avx2 avx512f', 'float32', 'Computing in float32: the processor has no instructions for bfloat16.'],
    [undefined, 'float32', 'Computing in float32: this system does not say what the processor can do.'],
  ])('with %s takes %s and says why', async (flags, precision, why) => {
    expect(await choosePrecision('auto', 'cpu', withProcessor(flags))).toEqual({ precision, why })
  })

  it('takes float32 on a GPU, whatever the processor has', async () => {
    expect(await choosePrecision('auto', 'gpu', withProcessor('amx_bf16'))).toMatchObject({ precision: 'float32' })
  })
})

describe('--precision', () => {
  it('is float32 when it is not said, and what is said otherwise, without a word', async () => {
    const outside = withProcessor('amx_bf16')
    expect(await choosePrecision(undefined, 'cpu', outside)).toEqual({ precision: 'float32' })
    expect(await choosePrecision('bfloat16', 'cpu', outside)).toEqual({ precision: 'bfloat16' })
    await expect(choosePrecision('float16', 'cpu', outside)).rejects.toThrow("--precision must be one of float32, bfloat16, auto, not 'float16'.")
  })
})
