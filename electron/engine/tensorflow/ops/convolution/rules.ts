import type { ProcessorKind } from '../../../setup/processor'
import { DataType } from '../../binding'
import type { Tensor } from '../../graphdef'
import { filterGradientOfJoined, severalInARow } from './forms/joined'
import { filterGradientByPatches } from './forms/patches'
import { everyPlaceSeesAll, forwardByPlaces, inputGradientByPlaces } from './forms/places'
import type { Same } from './forms/same'
import { everyTapMeets, filterGradientByTaps } from './forms/taps'

/** Another form of a part of a convolution that gives the same numbers, and where it is the faster one. */
export interface Rule<Build> {
  readonly name: string
  /** Whether it is the same sum. */
  fits(same: Same): boolean
  /** Where it was measured to be faster, by the kind of processor; what is not named was not measured or not faster. */
  readonly pays: { readonly [K in ProcessorKind]?: (same: Same) => boolean }
  /** What was measured: milliseconds of the plain form and of this one, where and when; on Zen 4 of processor time, over both cores. */
  readonly gain: string
  readonly build: Build
}

type Forward = (same: Same) => Tensor
type Gradient = (same: Same, dy: Tensor) => Tensor

const isLow = ({ x }: Same) => x.type === DataType.bfloat16
const isWindow = ({ kernel }: Same) => kernel.dims[0]! > 1 || kernel.dims[1]! > 1
const pixels = ({ x }: Same) => x.dims[1]! * x.dims[2]!
/** Below this the time goes into starting many small products. */
const isLarge = ({ kernel }: Same) => kernel.dims[2]! * kernel.dims[3]! >= 64 * 64

/** The rules for each part of a convolution, the better ones first. */
export const convolutionRules: { readonly y: readonly Rule<Forward>[]; readonly toInput: readonly Rule<Gradient>[]; readonly toKernel: readonly Rule<Gradient>[] } = {
  y: [
    {
      name: 'places',
      fits: everyPlaceSeesAll,
      pays: { avx512Bfloat16: isLarge },
      gain: '512 to 512 at 2 × 2, batch 128: 14.2 to 7.2 ms in bfloat16, 29 to 13 ms in float32 (Zen 4, November 2026)',
      build: forwardByPlaces,
    },
  ],
  toInput: [
    {
      name: 'places',
      fits: everyPlaceSeesAll,
      // With fewer pictures, putting the parts of the kernel beside each other takes longer than it saves.
      pays: { avx512Bfloat16: (same) => isLow(same) && isLarge(same) && same.batch >= 64 },
      gain: '512 to 512 at 2 × 2, batch 128, bfloat16: 14.2 to 8.1 ms; nothing in float32 (Zen 4, November 2026)',
      build: inputGradientByPlaces,
    },
  ],
  toKernel: [
    {
      name: 'taps',
      fits: everyTapMeets,
      pays: { avx512Bfloat16: (same) => isLarge(same) && pixels(same) <= (isLow(same) ? 64 : 16) },
      gain: 'batch 128, bfloat16: 512 to 512 at 2 × 2 44 to 7.4 ms, at 4 × 4 89 to 39 ms, 256 to 256 at 8 × 8 61 to 52 ms; float32: 35 to 13 ms, 120 to 72 ms, at 8 × 8 nothing (Zen 4, November 2026)',
      build: filterGradientByTaps,
    },
    {
      name: 'patches',
      fits: () => true,
      pays: { amx: (same) => isLow(same) && isWindow(same) && pixels(same) <= 4 },
      gain: '512 to 512 at 2 × 2, batch 128, bfloat16: 34.7 to 3.4 ms (Xeon with AMX, two cores, November 2026)',
      build: filterGradientByPatches,
    },
    {
      name: 'joined',
      fits: severalInARow,
      pays: { amx: (same) => isLow(same) && isWindow(same) && pixels(same) > 4 && same.x.dims[2]! <= 8 },
      gain: 'bfloat16: 512 to 512 at 4 × 4, batch 128, 48.7 to 12.2 ms, 256 to 256 at 7 × 7, batch 512, 55.7 to 25.4 ms (Xeon with AMX, two cores, November 2026)',
      build: filterGradientOfJoined,
    },
  ],
}

/** A part of a convolution. */
export type Part = keyof typeof convolutionRules

/** Which rule makes this part of this convolution here; none: the plain form. */
export type Chosen = <P extends Part>(part: P, same: Same) => (typeof convolutionRules)[P][number] | undefined

/** The choice by what was measured on this kind of processor. */
export function rulesFor(kind: ProcessorKind): Chosen {
  return (part, same) => convolutionRules[part].find((rule) => rule.fits(same) && rule.pays[kind]?.(same))
}

/** The plain form everywhere. */
export const noRules: Chosen = () => undefined

/** The parts of a convolution that a rule makes. */
export interface OtherForms {
  readonly y?: () => Tensor
  readonly toInput?: (dy: Tensor) => Tensor
  readonly toKernel?: (dy: Tensor) => Tensor
}

/** What these rules make of a convolution. */
export function otherForms(rules: Chosen, same: Same): OtherForms {
  const [y, toInput, toKernel] = [rules('y', same), rules('toInput', same), rules('toKernel', same)]
  return {
    ...(y && { y: () => y.build(same) }),
    ...(toInput && { toInput: (dy: Tensor) => toInput.build(same, dy) }),
    ...(toKernel && { toKernel: (dy: Tensor) => toKernel.build(same, dy) }),
  }
}
