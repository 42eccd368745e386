import { diagnose, printFindings } from '#electron/engine/setup/doctor'
import { readMachine } from '#electron/engine/setup/machine'
import { realOutside } from '#electron/engine/setup/outside'
import { factInWords } from '#shared/base/fact'
import { problem } from '#shared/base/problem'
import type { Command } from '../command'
import { readOptions } from '../options'

/** Says what this computer has and lacks for training. */
export const doctor: Command = {
  line: 'say what this computer has and lacks for training',
  help: `Says what this computer has and lacks for training: processor, threads, memory, engine, GPU, and which precision is fast.

usage: npm run studio -- doctor [--json]

examples:
  npm run studio -- doctor`,

  async run(words) {
    const { options, names } = readOptions(words, { json: 'flag' })
    if (names[0] !== undefined) throw problem('tooManyWords', { word: names[0] })
    const findings = diagnose(await readMachine(realOutside()))
    console.log(options.json ? JSON.stringify({ ...findings, facts: findings.facts.map((fact) => ({ state: fact.state, ...factInWords(fact) })) }) : printFindings(findings))
    return findings.ready ? 0 : 1
  },
}
