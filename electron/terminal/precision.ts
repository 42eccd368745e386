import type { Outside } from '#electron/engine/setup/outside'
import { fastPrecision, processorFlags } from '#electron/engine/setup/processor'
import type { Plan } from '#shared/plan/plan'
import { wordOf } from './options'

/** A precision, and when it was left open, one sentence for people: what was taken and why. */
export interface ChosenPrecision {
  readonly precision: Plan['precision']
  readonly why?: string
}

/** What an option asks for; `auto` takes what is fast on the device. Throws badWord. */
export async function choosePrecision(text: string | undefined, device: 'cpu' | 'gpu', outside: Outside): Promise<ChosenPrecision> {
  const word = wordOf('precision', text, 'float32', ['float32', 'bfloat16', 'auto'])
  if (word !== 'auto') return { precision: word }
  if (device === 'gpu') return { precision: 'float32', why: 'Computing in float32: which precision is fast is only known of processors.' }
  const flags = await processorFlags(outside)
  const precision = fastPrecision(flags)
  switch (precision) {
    case 'bfloat16':
      return { precision, why: `Computing in bfloat16: the processor has instructions for it, ${flags?.has('amx_bf16') ? 'amx_bf16' : 'avx512_bf16'}.` }
    case 'float32':
      return { precision, why: 'Computing in float32: the processor has no instructions for bfloat16.' }
    default:
      return { precision: 'float32', why: 'Computing in float32: this system does not say what the processor can do.' }
  }
}
