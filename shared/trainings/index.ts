import { fast93, fast94 } from './fast94'
import type { Training } from './training'

/** Whole trainings to start from. */
export const trainings = { 'fast-94': fast94, 'fast-93': fast93 } satisfies Record<string, Training>

export type TrainingName = keyof typeof trainings
