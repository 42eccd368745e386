import type { Graph } from '../graph/document'
import { classNameOf } from './pytorch'

/** What people see of a form in which a network is taken away. */
interface ExportForm {
  readonly label: string
  /** The one that counts among its files. */
  readonly file: string
  /** The lines of Python that load it and ask it; pictures go in as 0 to 255, mean and deviation are those that come with it. */
  readonly usage: (graph: Graph) => string
}

const torchUsage = (load: string, call: string) => ({ name }: Graph) =>
  [load, `from model import ${classNameOf(name)}`, '', `net = ${classNameOf(name)}()`, 'net.load_state_dict(', `    ${call})`, 'net.eval()', 'answers = net((pictures / 255 - mean) / deviation)'].join('\n')

/** The forms in which a network is taken away, by the names that the terminal takes. */
export const exportForms = {
  safetensors: { label: 'safetensors', file: 'weights.safetensors', usage: torchUsage('from safetensors.torch import load_file', "load_file('weights.safetensors')") },
  pytorch: { label: 'PyTorch', file: 'weights.pth', usage: torchUsage('import torch', "torch.load('weights.pth', weights_only=True)") },
  onnx: {
    label: 'ONNX',
    file: 'model.onnx',
    usage: () => ['import onnxruntime', '', 'session = onnxruntime.InferenceSession(', "    'model.onnx')", 'answers, = session.run(None, {', "    'input': (pictures / 255 - mean) / deviation})"].join('\n'),
  },
  savedmodel: {
    label: 'SavedModel',
    file: 'saved_model.pb',
    usage: () => ['import tensorflow as tf', '', "model = tf.saved_model.load('.')", "net = model.signatures['serving_default']", 'answers = net(', '    input=(pictures / 255 - mean) / deviation)'].join('\n'),
  },
} as const satisfies Record<string, ExportForm>
