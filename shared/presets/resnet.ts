import type { Edge, Graph, LayerNode } from '../graph/document'
import { type Link } from './chain'

/** Channels of the four stages; each but the first halves the map. */
const STAGES = [64, 128, 256, 512]

/**
 * ResNet-18 of He, Zhang, Ren and Sun 2015 for small pictures: the first convolution is 3 × 3 at stride 1 and no pool follows it.
 * 11,173,962 parameters at 32 with 10 classes.
 */
export function resNet18(size: number, classes: number): Graph {
  const first: Link[] = [['conv1', 'conv2d', { filters: STAGES[0], padding: [1, 1], bias: false }], ['bn1', 'batchNorm'], ['relu', 'relu']]
  return build(size, classes, { first, side: 'shortcut', head: 'linear' })
}

/** torchvision's ResNet-18, for 224: the first convolution is 7 × 7 at stride 2 and a pool follows it. 11,689,512 parameters with 1000 classes. */
export function largeResNet18(size: number, classes: number): Graph {
  const first: Link[] = [
    ['conv1', 'conv2d', { filters: STAGES[0], kernel: [7, 7], stride: [2, 2], padding: [3, 3], bias: false }], ['bn1', 'batchNorm'], ['relu', 'relu'],
    ['maxpool', 'maxPool', { kernel: [3, 3], stride: [2, 2], padding: [1, 1] }],
  ]
  return build(size, classes, { first, side: 'downsample', head: 'fc' })
}

/** What comes before the blocks, and what the way around a block and the last layer are called. */
interface Form {
  readonly first: readonly Link[]
  readonly side: string
  readonly head: string
}

function build(size: number, classes: number, { first, side, head }: Form): Graph {
  const net = new Net('ResNet-18', side)
  net.add(['input', 'input', { channels: 3, height: size, width: size }], ...first)
  STAGES.forEach((channels, stage) => {
    for (let block = 0; block < 2; block++) net.block(`layer${stage + 1}.${block}`, channels, stage > 0 && block === 0 ? 2 : 1)
  })
  net.add(['avgpool', 'globalAveragePool'], ['flatten', 'flatten'], [head, 'dense', { units: classes }])
  return net.graph()
}

/** A network that grows at its end. A layer's id is its name. */
class Net {
  private readonly nodes: LayerNode[] = []
  private readonly edges: Edge[] = []
  private end: string | undefined

  constructor(private readonly name: string, private readonly side: string) {}

  /** Adds layers one after another. */
  add(...links: readonly Link[]): void {
    for (const [name, kind, params = {}] of links) {
      this.nodes.push({ id: name, kind, name, params })
      if (this.end !== undefined) this.edges.push({ from: this.end, to: name, port: 0 })
      this.end = name
    }
  }

  /** Two convolutions whose result is added to what went in; where the map shrinks, a 1 × 1 convolution brings that to the same shape. */
  block(at: string, filters: number, stride: number): void {
    const start = this.end!
    this.add(
      [`${at}.conv1`, 'conv2d', { filters, stride: [stride, stride], padding: [1, 1], bias: false }], [`${at}.bn1`, 'batchNorm'], [`${at}.relu1`, 'relu'],
      [`${at}.conv2`, 'conv2d', { filters, padding: [1, 1], bias: false }], [`${at}.bn2`, 'batchNorm'],
    )
    const main = this.end!
    let side = start
    if (stride > 1) {
      this.end = start
      this.add([`${at}.${this.side}.0`, 'conv2d', { filters, kernel: [1, 1], stride: [stride, stride], padding: 'valid', bias: false }], [`${at}.${this.side}.1`, 'batchNorm'])
      side = this.end!
    }
    this.end = main
    this.add([`${at}.add`, 'add'])
    this.edges.push({ from: side, to: `${at}.add`, port: 1 })
    this.add([`${at}.relu2`, 'relu'])
  }

  graph(): Graph {
    return { format: 'vgg-studio-graph', version: 1, name: this.name, nodes: this.nodes, edges: this.edges }
  }
}
