import { random } from '#shared/base/random'
import type { Evaluation, WeightsContents } from '#shared/contract/ask'
import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import type { Graph } from '#shared/graph/document'
import { expectedWeights } from '#shared/graph/weights'
import { calibrationOf } from '#shared/metrics/calibration'
import { confusionOf, figuresOf } from '#shared/metrics/confusion'
import { imageNet, type Normalisation } from '#shared/plan/normalisation'
import { presets } from '#shared/presets/index'
import { cifar } from './data'
import { sheetOf } from './pictures'

/** Answers to so many pictures: nine in ten right, the wrong ones mostly the class beside. Picture i is of class i modulo the classes. */
export function evaluationOf(classes: readonly string[], count = 10_000): Evaluation {
  const source = random(5, classes.length)
  const chance = new Float32Array(count * 3)
  source.uniforms(chance, 1)
  const truth = Uint8Array.from({ length: count }, (_, i) => i % classes.length)
  const confidence = Float32Array.from(truth, (label, i) => 1 - (0.12 + (label % 5) * 0.03) * 3 * chance[i * 3 + 2]! ** 3 - 0.001 * chance[i * 3]!)
  const answers = truth.map((label, i) => {
    if (chance[i * 3]! < confidence[i]! - 0.04 * (1 - confidence[i]!)) return label
    return (label + (chance[i * 3 + 1]! < 0.5 ? 1 : 1 + Math.floor(chance[i * 3 + 1]! * (classes.length - 1)))) % classes.length
  })
  const confusion = confusionOf(truth, answers, classes.length)
  const right = truth.filter((label, i) => answers[i] === label).length
  return {
    split: 'test', data: 'cifar-10', count, score: { loss: 0.284, accuracy: right / count }, topFive: 0.9971, classes: [...classes], confusion, perClass: figuresOf(confusion),
    calibration: calibrationOf(confidence, (i) => truth[i] === answers[i]), numbers: Array.from(truth, (_, i) => i), truth, answers, confidence,
  }
}

/** A trained network that answers at once; with `classes` it knows more than the ten of CIFAR-10. */
export function fakeAsk(classes = 10): Handlers<StudioContract>['ask'] {
  const names = Array.from({ length: classes }, (_, i) => (classes === 10 ? cifar[i]! : `class ${i + 1}`))
  const blob = (height: number, width: number, turn: number) =>
    Float32Array.from({ length: height * width }, (_, i) => {
      const [y, x] = [Math.floor(i / width) / height, (i % width) / width]
      return Math.max(0, Math.sin(x * (3 + turn) + turn) * Math.cos(y * (4 + (turn % 3)) - turn))
    })
  return {
    // A run's weights are VGG16-BN's; a file's are those that torchvision has for it, one that is called unsaid does not say how its pictures were normalised.
    contents: ({ weights }) => weights.from === 'run'
      ? contentsOf(presets['vgg16-bn'].build(32, 10), cifarsOwn)
      : contentsOf(presets['vgg16-bn-224'].build(224, 1000), weights.path.includes('unsaid') ? undefined : imageNet),
    evaluate({ split }, teller) {
      teller.snapshot({})
      teller.event({ type: 'progress', done: 3200, of: 10_000 })
      teller.event({ type: 'evaluated', evaluation: { ...evaluationOf(names), split } })
      teller.end()
    },
    predict({ picture, top }) {
      const number = picture.from === 'data' ? picture.number : 3
      const rest = [0.884, 0.097, 0.008, 0.005, 0.003, 0.002, 0.001, 0, 0, 0]
      const answers = rest.map((probability, i) => ({ class: (number + i * 3) % 10, name: names[(number + i * 3) % 10]!, probability })).slice(0, top)
      return { answers, seen: sheetOf([number]), milliseconds: 3.1 }
    },
    explain: ({ class: of = 3, node = 'features.20' }) => ({ node, class: of, height: 8, width: 8, heat: Float32Array.from({ length: 64 }, (_, i) => Math.exp(-(((i % 8) - 4) ** 2 + (Math.floor(i / 8) - 3 - (of % 3)) ** 2) / 6)) }),
    featureMaps({ node, most }) {
      const side = node.includes('conv2') || node.includes('relu2') ? 10 : 28
      const values = new Float32Array(16 * side * side)
      const channels = Array.from({ length: Math.min(most, 16) }, (_, i) => i)
      for (const channel of channels) values.set(blob(side, side, channel), channel * side * side)
      return { height: side, width: side, channels, values }
    },
    prepareNearest(_input, teller) {
      teller.snapshot({})
      teller.event({ done: 12_800, of: 45_000 })
      teller.end()
    },
    nearest({ count }) {
      const neighbours = Array.from({ length: count }, (_, i) => ({ number: i * 10 + (i % 4 === 3 ? 5 : 3), label: i % 4 === 3 ? 5 : 3, similarity: 0.97 - i * 0.013 }))
      return { neighbours, sheet: sheetOf(neighbours.map(({ number }) => number)) }
    },
  }
}

const cifarsOwn: Normalisation = { mean: [0.491, 0.482, 0.447], deviation: [0.247, 0.243, 0.262] }

function contentsOf(graph: Graph, normalisation: Normalisation | undefined): WeightsContents {
  return { graph, ...(normalisation && { normalisation }), tensors: expectedWeights(graph).map(({ name, shape }) => ({ name, shape: [...shape] })) }
}
