import { parseArgs } from 'node:util'
import { asProblem, problem, StudioProblem } from '#shared/base/problem'
import { diagnose, printFindings } from './doctor'
import { installEngine } from './install'
import { findEngine } from './locate'
import { readMachine } from './machine'
import { realOutside } from './outside'
import { tellerOn } from './progress'
import { pinFor } from './supported'

const help = `Finds the engine that trains, or sets it up: gets TensorFlow with pip, checks it, builds what connects it to Node, tries it.

  npm run engine                 set up the engine for the processor, if there is none
  npm run engine -- --gpu        set up the engine for NVIDIA GPUs (Linux on x64), beside the other
  npm run engine -- --doctor     say what this computer has and lacks for training
  npm run engine -- --force      make the engine anew, even if there is one
  npm run engine -- --where      print the folder of the engine, and nothing else
  npm run engine -- --help       this page

VGG_STUDIO_ENGINE names the folder of an engine to use instead of the installed one.`

async function main(): Promise<void> {
  const asked = readWords(process.argv.slice(2))
  if (asked.help) return console.log(help)
  const outside = realOutside()
  if (asked.doctor) {
    const findings = diagnose(await readMachine(outside))
    console.log(printFindings(findings))
    process.exitCode = findings.ready ? 0 : 1
    return
  }
  const kind = asked.gpu ? 'gpu' : 'cpu'
  const there = asked.force ? undefined : findEngine({ person: outside, kind })
  if (there && asked.where) return console.log(there.folder)
  if (there) return console.log(`The engine is there: TensorFlow ${there.version} (${there.kind}) in ${there.folder}`)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  await installEngine({ pin: pinFor(kind, outside), force: asked.force, outside, tell: tellerOn(process.stdout), signal: stop.signal })
}

function readWords(words: string[]): { gpu: boolean; doctor: boolean; force: boolean; where: boolean; help: boolean } {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ args: words, options: { gpu: flag, doctor: flag, force: flag, where: flag, help: flag } }).values
  } catch {
    const known = ['--gpu', '--doctor', '--force', '--where', '--help']
    throw problem('setupWordUnknown', { word: words.find(word => !known.includes(word)) ?? words.join(' ') })
  }
}

main().catch((thrown: unknown) => {
  const { sentence, hint } = asProblem(thrown)
  if (!(thrown instanceof StudioProblem)) console.error(thrown)
  console.error(`\n${sentence}\n${hint}`)
  process.exitCode = 1
})
