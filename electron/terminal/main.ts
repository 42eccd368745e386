import { writeLog } from '#electron/files/log'
import { asProblem, problem, StudioProblem } from '#shared/base/problem'
import { commands, type CommandName } from './commands/index'

/** The command-line program: the first word names the command. */
async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(overview())
    return 0
  }
  if (!Object.hasOwn(commands, name)) throw problem('unknownCommand', { name, known: Object.keys(commands).join(', ') })
  const command = commands[name as CommandName]
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(command.help)
    return 0
  }
  return await command.run(rest)
}

function overview(): string {
  const rows = Object.entries(commands).map(([name, { line }]) => `  ${name.padEnd(10)}${line}`)
  return ['VGG Studio in the terminal', '', 'usage: npm run studio -- <command> [options]', '', ...rows, '', 'npm run studio -- <command> --help shows its options, with examples.'].join('\n')
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  async (thrown: unknown) => {
    if (!(thrown instanceof StudioProblem)) await writeLog('terminal', thrown)
    const { code, sentence, hint } = asProblem(thrown)
    if (process.argv.includes('--json')) console.log(JSON.stringify({ type: 'problem', code, sentence, hint }))
    console.error(`${sentence} ${hint}`.trim())
    process.exitCode = 1
  },
)
