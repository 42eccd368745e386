import type { Outside } from './outside'

/** Names of the instruction sets of the processor, as its system writes them; undefined where the system does not say. */
export async function processorFlags(outside: Outside): Promise<ReadonlySet<string> | undefined> {
  if (outside.platform === 'linux') {
    // "flags" on x86, "Features" on Arm.
    const line = /^(?:flags|Features)\s*:\s*(.+)$/m.exec(outside.read('/proc/cpuinfo') ?? '')?.[1]
    return line === undefined ? undefined : new Set(line.split(/\s+/))
  }
  if (outside.platform === 'darwin') {
    const asked = await outside.run('sysctl', ['hw.optional'])
    const names = [...asked.stdout.matchAll(/^hw\.optional\.(\S+): 1$/gm)].map(match => String(match[1]).toLowerCase())
    return asked.code === 0 ? new Set(names) : undefined
  }
  return undefined
}

/** The instruction sets that decide how fast training is on x86, slowest first. */
export const flagsThatMatter = ['avx2', 'avx512f', 'avx512_bf16', 'amx_bf16'] as const

/** Kinds of processors that differ in which form of a computation is fast: with tiles for bfloat16, with vectors for it, and all that were not measured. */
export type ProcessorKind = 'amx' | 'avx512Bfloat16' | 'other'

/** The kind of a processor with these flags. */
export function processorKind(flags: ReadonlySet<string> | undefined): ProcessorKind {
  if (flags?.has('amx_bf16')) return 'amx'
  return flags?.has('avx512_bf16') ? 'avx512Bfloat16' : 'other'
}

/**
 * Which precision is fast by the processor's flags: bfloat16 with AMX or AVX-512 instructions for it, else float32; undefined where the
 * flags are not known. Without such instructions TensorFlow imitates bfloat16, at less than a tenth of the speed.
 */
export function fastPrecision(flags: ReadonlySet<string> | undefined): 'bfloat16' | 'float32' | undefined {
  if (flags === undefined) return undefined
  return flags.has('amx_bf16') || flags.has('avx512_bf16') ? 'bfloat16' : 'float32'
}
