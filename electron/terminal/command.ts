/** A command of the terminal. */
export interface Command {
  /** What it does, for the list of commands. */
  readonly line: string
  /** What --help prints: usage, options, examples. */
  readonly help: string
  /** Runs it with the words after its name; gives the exit code. */
  run(words: readonly string[]): Promise<number>
}
