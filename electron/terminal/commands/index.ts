import type { Command } from '../command'
import { check } from './check'
import { doctor } from './doctor'
import { evaluate } from './evaluate'
import { predict } from './predict'
import { summary } from './summary'
import { train } from './train'

/** The commands of the terminal. */
export const commands = { train, evaluate, predict, summary, check, doctor } satisfies Record<string, Command>

export type CommandName = keyof typeof commands
