import { spoken } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { check as checkGraph } from '#shared/graph/check'
import type { GraphProblem } from '#shared/graph/found'
import { defaultPlan } from '#shared/plan/plan'
import { totalmem } from 'node:os'
import type { Command } from '../command'
import { modelOf } from '../models'
import { readOptions, wholeOf } from '../options'
import { bytes, grouped } from '../words'

/** Says everything that is wrong with a network. */
export const check: Command = {
  line: 'say everything that is wrong with a network, and what mends it',
  help: `Says everything that is wrong with a network, and what mends it. Ends with exit code 1 when it cannot be trained as it is.

usage: npm run studio -- check <file or model> [options]

  --classes <n>    how many classes the data has
  --channels <n>   how many channels its pictures have
  --batch <n>      pictures a step, to be held in the memory of this computer (${defaultPlan.batch})
  --json           the same for machines

examples:
  npm run studio -- check net.json
  npm run studio -- check net.json --classes 10 --channels 3 --batch 512
  npm run studio -- check vgg16 --batch 4096`,

  async run(words) {
    const { options, names } = readOptions(words, { classes: 'text', channels: 'text', batch: 'text', json: 'flag' })
    if (names[1] !== undefined) throw problem('tooManyWords', { word: names[1] })
    if (names[0] === undefined) throw problem('optionMissing', { option: 'The network', what: 'its file, or the name of a model' })
    const graph = modelOf(names[0], {})
    const { problems, sound, layers, total, classes } = checkGraph(graph, {
      classes: wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 }),
      channels: wholeOf('channels', options.channels, undefined, { min: 1, max: 16 }),
      batch: wholeOf('batch', options.batch, defaultPlan.batch, { min: 1, max: 65536 }),
      memoryBytes: totalmem(),
    })
    if (options.json) console.log(JSON.stringify({ name: graph.name, sound, problems: problems.map(inEnglish) }))
    else {
      for (const each of problems) console.log(linesOf(each))
      const size = `${grouped(layers.size)} layers, ${grouped(total.parameters)} parameters, ${grouped(total.multiplyAdds)} multiply-adds and ${bytes(total.activationBytes)} a picture`
      console.log(sound ? `Sound: ${size}, ${classes} classes.` : `Not sound: ${counted(problems)}.`)
    }
    return sound ? 0 : 1
  },
}

function linesOf({ severity, sentence, hint, fix }: GraphProblem): string {
  return [`${severity === 'error' ? 'Problem' : 'Hint'}: ${sentence} ${hint}`, ...(fix ? [`  A fix: ${spoken(fix.label)}.`] : [])].join('\n')
}

/** With its fix's label as a text, for programs that read it. */
function inEnglish({ fix, ...problem }: GraphProblem) {
  return { ...problem, ...(fix && { fix: { ...fix, label: spoken(fix.label) } }) }
}

function counted(problems: readonly GraphProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const hints = problems.length - errors
  return [`${errors} ${errors === 1 ? 'problem' : 'problems'}`, ...(hints ? [`${hints} ${hints === 1 ? 'hint' : 'hints'}`] : [])].join(', ')
}
