import type { Command } from '../command'
import { check } from './check'
import { data } from './data'
import { doctor } from './doctor'
import { evaluate } from './evaluate'
import { explain } from './explain'
import { exportCommand } from './export'
import { findLr } from './findLr'
import { predict } from './predict'
import { presets } from './presets'
import { serve } from './serve'
import { summary } from './summary'
import { train } from './train'

/** The commands of the terminal. */
export const commands = { train, 'find-lr': findLr, evaluate, predict, explain, export: exportCommand, summary, check, presets, data, doctor, serve } satisfies Record<string, Command>

export type CommandName = keyof typeof commands
