import { DataType, type Binding } from './binding'
import { GraphBuilder } from './graphdef'
import { Session } from './session'

const answers = new WeakMap<Binding, boolean>()

/**
 * Whether this engine has gradients of grouped and dilated convolutions. On processors only oneDNN has them, which is off without the
 * instructions that it asks for, or by the environment's TF_ENABLE_ONEDNN_OPTS=0: the engine itself is asked, once, with a small one.
 */
export function hasWholeGradients(binding: Binding): boolean {
  const known = answers.get(binding)
  if (known !== undefined) return known
  const answer = ask(binding)
  answers.set(binding, answer)
  return answer
}

function ask(binding: Binding): boolean {
  const g = new GraphBuilder()
  const x = g.placeholder('x', DataType.float32, [1, 3, 3, 2])
  const kernel = g.reshape(g.floats([1, 2, 3, 4, 5, 6, 7, 8]), [2, 2, 1, 2])
  const attributes = {
    T: { type: DataType.float32 }, strides: { ints: [1, 1, 1, 1] }, dilations: { ints: [1, 2, 2, 1] }, padding: { text: 'VALID' }, data_format: { text: 'NHWC' },
  }
  const dy = g.reshape(g.floats([1, 1]), [1, 1, 1, 2])
  g.named('toInput', g.one('Conv2DBackpropInput', [g.shapeOf(x), kernel, dy], attributes, DataType.float32, x.dims))
  g.named('toKernel', g.one('Conv2DBackpropFilter', [x, g.ints(kernel.dims), dy], attributes, DataType.float32, kernel.dims))
  const session = new Session(binding, g)
  try {
    session.run({ x: { dims: x.dims, data: new Float32Array(18) } }, ['toInput', 'toKernel'])
    return true
  } catch {
    return false
  } finally {
    session.close()
  }
}
