import { phrase, type Phrase } from '#shared/base/phrase'
import { quoted } from '#shared/base/reason'
import { endOf, type Outside, type RunOptions } from './outside'
import { firstLine } from './words'

/** What an engine did when it was loaded and asked to compute: its version and what it used, or why it did not. */
export type Proof =
  | { readonly works: true; readonly version: string; readonly gpu: boolean; readonly oneDnn: boolean }
  | { readonly works: false; readonly reason: Phrase }

/** Loads the addon in a process of its own and multiplies two small matrices; whatever happens there is told, not thrown. */
export async function tryEngine(
  binding: string, outside: Outside, { environment, signal }: Pick<RunOptions, 'environment' | 'signal'> = {},
): Promise<Proof> {
  const ran = await outside.run(outside.node, ['-e', trial, binding], {
    environment: { TF_CPP_MIN_LOG_LEVEL: '2', ...environment, ELECTRON_RUN_AS_NODE: '1' }, signal,
  })
  if (ran.code !== 0) {
    if (ran.signal === 'SIGILL') return { works: false, reason: phrase('lacksInstructions') }
    const said = /^(?:\w*Error: )(.+)$/m.exec(ran.stderr)?.[1] ?? firstLine(ran.stderr)
    return { works: false, reason: said ? quoted(said) : endOf(ran) }
  }
  const [version, gpu, ...product] = ran.stdout.trim().split(' ')
  if (product.join(' ') !== '19 22 43 50') return { works: false, reason: phrase('computesWrongly') }
  return { works: true, version: version ?? '', gpu: gpu === 'true', oneDnn: /oneDNN custom operations are on/.test(ran.stderr) }
}

/** Prints the version, whether a GPU is used, and [[1, 2], [3, 4]] times [[5, 6], [7, 8]]. */
const trial = `
const tf = require(process.argv[1])
const matrix = values => tf.createTensor([2, 2], tf.TF_FLOAT, new Float32Array(values))
const no = name => ({ name, type: tf.TF_ATTR_BOOL, value: false })
const [product] = tf.executeOp('MatMul', [no('transpose_a'), no('transpose_b'), { name: 'T', type: tf.TF_ATTR_TYPE, value: tf.TF_FLOAT }],
  [matrix([1, 2, 3, 4]), matrix([5, 6, 7, 8])], 1)
console.log([tf.TF_Version, tf.isUsingGpuDevice(), ...tf.tensorDataSync(product.id)].join(' '))
`
