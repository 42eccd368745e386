import { spoken } from '#shared/base/phrase'
import type { FoundEngine } from './locate'
import type { Machine, SeenEngine } from './machine'
import { fastPrecision, flagsThatMatter } from './processor'
import type { Proof } from './proof'
import { bytesInWords, systemInWords } from './words'

/** One thing that was found: what it is about, whether it helps, in words what it is, and the command or step that would mend it. */
export interface Fact {
  readonly about: string
  /** `ok`: as it should be. `note`: worth knowing, training works. `missing`: training or setting it up does not work. */
  readonly state: 'ok' | 'note' | 'missing'
  readonly text: string
  readonly fix?: string
}

/** What the doctor found; `ready` says whether training is possible now. */
interface Findings {
  readonly facts: readonly Fact[]
  readonly ready: boolean
}

/** Judges a machine, in the order in which a person would ask. */
export function diagnose(machine: Machine): Findings {
  const ready = works(machine.engine)
  const facts = [
    system(machine), processor(machine), precision(machine), threads(machine), memory(machine), disk(machine, ready),
    engine(machine), ...oneDnn(machine), ...tools(machine, ready), graphics(machine), ...gpuEngine(machine),
  ]
  return { facts, ready }
}

/** The findings as lines for a person. */
export function printFindings({ facts, ready }: Findings): string {
  const width = Math.max(...facts.map(({ about }) => about.length))
  const lines = facts.flatMap(({ state, about, text, fix }) => [
    `${state.padEnd(7)}  ${about.padEnd(width)}  ${text}`,
    ...(fix === undefined ? [] : [`${' '.repeat(width + 11)}${fix}`]),
  ])
  return [...lines, '', ready ? 'Training is possible.' : 'Training is not possible yet.'].join('\n')
}

function system({ system: name, platform, arch, glibc, unsupported }: Machine): Fact {
  const text = `${name}, ${systemInWords(platform, arch)}${glibc === undefined ? '' : `, glibc ${glibc}`}`
  return unsupported
    ? { about: 'System', state: 'missing', text: `${text}. ${unsupported.sentence}`, fix: unsupported.hint }
    : { about: 'System', state: 'ok', text }
}

function processor({ processor: { model, cores, flags }, arch }: Machine): Fact {
  const text = `${model || 'unknown model'}, ${counted(cores, 'core')}`
  if (flags === undefined) return { about: 'Processor', state: 'note', text: `${text}; its instruction sets are not known on this system` }
  if (arch !== 'x64') return { about: 'Processor', state: 'ok', text }
  if (!flags.has('avx')) return { about: 'Processor', state: 'missing', text: `${text}; it lacks AVX, which TensorFlow needs` }
  const has = flagsThatMatter.filter(flag => flags.has(flag))
  const lacks = flagsThatMatter.filter(flag => !flags.has(flag))
  const named = (word: string, sets: readonly string[]) => sets.length > 0 ? `; ${word} ${sets.join(', ')}` : ''
  return { about: 'Processor', state: has.includes('avx2') ? 'ok' : 'note', text: text + named('with', has) + named('without', lacks) }
}

function precision({ processor: { flags } }: Machine): Fact {
  const about = 'Precision'
  switch (fastPrecision(flags)) {
    case 'bfloat16': return { about, state: 'ok', text: `bfloat16 is fast here, by ${flags?.has('amx_bf16') ? 'amx_bf16' : 'avx512_bf16'}` }
    case 'float32': return { about, state: 'ok', text: 'float32 is fast here; this processor has no instructions for bfloat16' }
    default: return { about, state: 'note', text: 'which is fast is not known; float32 always works' }
  }
}

function threads({ processor: { cores }, environment }: Machine): Fact {
  const about = 'Threads'
  const set = environment.TF_NUM_INTRAOP_THREADS
  if (set) return { about, state: 'note', text: `TensorFlow will use ${set}, as TF_NUM_INTRAOP_THREADS says, of ${cores} that it could` }
  return { about, state: 'ok', text: `TensorFlow will use ${cores}` }
}

function memory({ memory: { total, free } }: Machine): Fact {
  // VGG16 with batch normalisation at 32 pixels and batch 128 takes 1.1 GB; below this the system itself gets too little.
  const enough = 3e9
  const text = `${bytesInWords(total)}, of which ${bytesInWords(free)} are free`
  return total >= enough ? { about: 'Memory', state: 'ok', text } : { about: 'Memory', state: 'note', text: `${text}; use small batches` }
}

function disk({ disk: { folder, free, need } }: Machine, ready: boolean): Fact {
  const text = `${bytesInWords(free)} free in ${folder}`
  if (ready || free >= need) return { about: 'Disk', state: 'ok', text }
  return { about: 'Disk', state: 'missing', text: `${text}; setting up the engine needs ${bytesInWords(need)}`, fix: 'Make room there.' }
}

function engine(machine: Machine): Fact {
  const seen = machine.engine
  if (!seen) return { about: 'Engine', state: 'missing', text: `none in ${machine.disk.folder}`, fix: 'Set one up with: npm run engine' }
  return engineFact('Engine', seen, 'npm run engine -- --force')
}

function engineFact(about: string, seen: SeenEngine, anew: string): Fact {
  if ('problem' in seen) return { about, state: 'missing', text: seen.problem.sentence, fix: seen.problem.hint }
  const { found, proof } = seen
  const origins = { named: 'named by VGG_STUDIO_ENGINE', bundled: 'it came with the app', installed: 'installed' }
  const devices = found.kind === 'gpu' ? 'GPU and processor' : 'the processor'
  const text = `TensorFlow ${found.version} for ${devices} in ${found.folder} (${origins[found.origin]})`
  if (proof.works) return { about, state: 'ok', text: `${text}; it loads and computes` }
  return { about, state: 'missing', text: `${text}; it does not run: ${proof.reason}`, fix: `Make it anew with: ${anew}` }
}

/** oneDNN has the fast convolutions on x86; elsewhere it is not part of the engine. */
function oneDnn({ engine: seen, arch, platform }: Machine): Fact[] {
  if (!works(seen) || arch !== 'x64' || platform !== 'linux') return []
  if (seen.proof.oneDnn) return [{ about: 'oneDNN', state: 'ok', text: 'on' }]
  return [{
    about: 'oneDNN', state: 'note', text: 'off, so training is several times slower',
    fix: 'Unset TF_ENABLE_ONEDNN_OPTS in the environment.',
  }]
}

/** Python, pip and a compiler matter only while there is no engine. */
function tools({ python, compiler, fixes, unsupported }: Machine, ready: boolean): Fact[] {
  const useless = ready || unsupported !== undefined
  const unneeded = ready ? '; not needed, the engine is there' : ''
  const lacking = (about: string, fix: string): Fact => useless
    ? { about, state: 'note', text: `not found${unneeded}` }
    : { about, state: 'missing', text: 'not found; setting up the engine needs it', fix }
  const having = (about: string, text: string): Fact => ({ about, state: 'ok', text: text + unneeded })
  const called = python && [python.command, ...python.options].join(' ')
  return [
    python ? having('Python', `${python.version}, called ${called}`) : lacking('Python', fixes.python),
    python?.pip === undefined ? lacking('pip', python ? fixes.pip : fixes.python) : having('pip', python.pip),
    compiler === undefined ? lacking('Compiler', fixes.compiler) : having('Compiler', compiler),
  ]
}

function graphics({ graphics: found, gpuSupported }: Machine): Fact {
  if ('reason' in found) return { about: 'GPU', state: 'note', text: `none to train on: ${spoken(found.reason)}` }
  const text = `${found.card}, driver ${found.driver}`
  return gpuSupported
    ? { about: 'GPU', state: 'ok', text }
    : { about: 'GPU', state: 'note', text: `${text}; there is no GPU engine for this system` }
}

function gpuEngine({ gpuEngine: seen, gpuSupported, graphics: card }: Machine): Fact[] {
  const about = 'GPU engine'
  // The problem with a named engine was told already.
  if (!gpuSupported || (seen && 'problem' in seen)) return []
  if (!seen) return 'card' in card
    ? [{ about, state: 'note', text: 'not installed, so training uses the processor', fix: 'Install it with: npm run engine -- --gpu' }]
    : [{ about, state: 'note', text: 'not installed, and not of use here' }]
  const fact = engineFact(about, seen, 'npm run engine -- --gpu --force')
  if (!works(seen)) return [{ ...fact, state: 'note' }]
  if (seen.proof.gpu) return [{ ...fact, text: `${fact.text} on the GPU` }]
  return [{ ...fact, state: 'note', text: `${fact.text}, but on the processor: it finds no GPU that it can use` }]
}

function works(seen: SeenEngine | undefined): seen is { found: FoundEngine; proof: Extract<Proof, { works: true }> } {
  return seen !== undefined && 'proof' in seen && seen.proof.works
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
