/** Latin words that belong into Chinese texts: names of things, of persons, of keys, and units. */
const names = new Set(
  [
    'VGG Studio English PyTorch TensorFlow Serving ONNX Runtime Opset SavedModel safetensors Python Node torch GPU CSV PNG JSON state dict Shapes',
    'JPEG WebP GIF BMP AVIF IDX MNIST Fashion-MNIST CIFAR Matlab ImageNet zip tar gzip pip glibc oneDNN nvidia-smi Mac macOS Apple Debian Ubuntu Fedora Alpine GCC Clang Visual',
    'AMD EPYC Zen Linux Windows NVIDIA AVX CUDA XEON Nesterov SGD AdamW RMSprop Muon He Xavier fan-in fan-out float32 bfloat16 same valid Newton-Schulz true false',
    'ReLU LeakyReLU ELU GELU SiLU Swish Sigmoid Tanh Softmax Dropout BN GN LN Alpha alpha Epsilon Beta logits ln log10 F1 Grad-CAM MixUp CutMix RandAugment LeNet ResNet Fast Blank',
    'MB kB GB ms min Ctrl Shift Space Delete Del Esc F8 UTF-8 SHA-256 MD5 https SIGKILL Loshchilov Hutter Jordan Smith Topin Cubuk DeVries Taylor Zhang Yun',
  ].flatMap((words) => words.split(' ')),
)
/** VGG16-BN, CIFAR-10, x64, features.3, model.py, exports/run-13, sweep-1, conv1: names in which figures or dots are. */
const named = (word: string) => /\d/.test(word) || /^[\w-]+(?:\.[\w-]+)+$/.test(word)
/** What others said, marked as theirs; commands to type; options; variables of the environment; paths; calls; what is filled in. */
const quoted = [/原文为“[^”]*”/g, /(?:npm|node|sudo|pip|xcode-select|winget)(?: [-\w./:<]+)+/g, /--[a-z-]+/g, /[\w-]*\.(?:csv|json|txt|zip|png|pth|pt)\b/g, /\b[A-Z]+(?:_[A-Z]+)+\b|\bLOCALAPPDATA\b/g, /torch\.save\([^）]*?\)(?=[ 保，。])/g, /[~.\w-]*(?:\/[\w.-]+)+/g, /\{\w+\}|«\w+»/g]

/** The Latin words of a text that are neither names nor `more`, which is what the person who reads it has written or is at home with. */
export function latinIn(text: string, more: ReadonlySet<string> = new Set()): string[] {
  const left = quoted.reduce((rest, pattern) => rest.replace(pattern, ' '), text)
  return (left.match(/[A-Za-z][\w.'-]*/g) ?? [])
    .map((word) => word.replace(/[.'-]+$/, ''))
    .filter((word) => word.length > 1 && !names.has(word) && !more.has(word) && !named(word))
}
