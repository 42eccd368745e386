import { phrase, type Phrase } from '#shared/base/phrase'
import { quoted } from '#shared/base/reason'
import { endOf, type Outside, type RunOptions, type Trial } from './outside'
import { firstLine } from './words'

/** What an engine did when it was loaded and asked to compute: its version and what it used, or why it did not. */
export type Proof =
  | { readonly works: true; readonly version: string; readonly gpu: boolean; readonly oneDnn: boolean }
  | { readonly works: false; readonly reason: Phrase }

/** Loads the addon in a process of its own and multiplies two small matrices; whatever happens there is told, not thrown. */
export async function tryEngine(
  binding: string, outside: Outside, { environment, signal }: Pick<RunOptions, 'environment' | 'signal'> = {},
): Promise<Proof> {
  const ran = await trialOf(outside)(binding, { ...(environment && { environment }), signal })
  if (ran.code !== 0) {
    if (ran.signal === 'SIGILL') return { works: false, reason: phrase('lacksInstructions') }
    const said = /^(?:\w*Error: )(.+)$/m.exec(ran.stderr)?.[1] ?? firstLine(ran.stderr)
    return { works: false, reason: said ? quoted(said) : endOf(ran) }
  }
  const [version, gpu, ...product] = ran.stdout.trim().split(' ')
  if (product.join(' ') !== '19 22 43 50') return { works: false, reason: phrase('computesWrongly') }
  return { works: true, version: version ?? '', gpu: gpu === 'true', oneDnn: /oneDNN custom operations are on/.test(ran.stderr) }
}

/** How an addon is tried out here: by whatever the host has for that, else by the program that runs JavaScript. */
export function trialOf(outside: Outside): Trial {
  const byNode: Trial = (binding, { environment, signal }) =>
    outside.run(outside.node, ['-e', trial, binding], { environment: { ...environment, ELECTRON_RUN_AS_NODE: '1' }, signal })
  const tried = outside.trial ?? byNode
  return (binding, { environment, signal }) => tried(binding, { environment: { TF_CPP_MIN_LOG_LEVEL: '2', ...environment }, signal })
}

/** The part of the addon that is tried. */
interface Addon {
  readonly TF_Version: string
  readonly TF_FLOAT: number
  readonly TF_ATTR_BOOL: number
  readonly TF_ATTR_TYPE: number
  createTensor(shape: readonly number[], type: number, data: Float32Array): number
  executeOp(name: string, attributes: readonly object[], inputs: readonly number[], outputs: number): { readonly id: number }[]
  isUsingGpuDevice(): boolean
  tensorDataSync(id: number): Float32Array
}

/** The version, whether a GPU is used, and [[1, 2], [3, 4]] times [[5, 6], [7, 8]]. Its text is run by another process, so it uses nothing from outside. */
export function tryOut(tf: Addon): string {
  const matrix = (values: readonly number[]) => tf.createTensor([2, 2], tf.TF_FLOAT, new Float32Array(values))
  const no = (name: string) => ({ name, type: tf.TF_ATTR_BOOL, value: false })
  const [product] = tf.executeOp('MatMul', [no('transpose_a'), no('transpose_b'), { name: 'T', type: tf.TF_ATTR_TYPE, value: tf.TF_FLOAT }], [matrix([1, 2, 3, 4]), matrix([5, 6, 7, 8])], 1)
  return [tf.TF_Version, tf.isUsingGpuDevice(), ...tf.tensorDataSync(product!.id)].join(' ')
}

const trial = `console.log((${tryOut.toString()})(require(process.argv[1])))`
