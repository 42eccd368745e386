import type { Edge, Graph, LayerNode } from '../graph/document'
import { type Link } from './chain'

/** Channels of the four stages; each but the first halves the map. */
const STAGES = [64, 128, 256, 512]

/**
 * ResNet-18 of He, Zhang, Ren and Sun 2015 for small pictures: the first convolution is 3 × 3 at stride 1 and no pool follows it.
 * 11,173,962 parameters at 32 with 10 classes.
 */
export function resNet18(size: number, classes: number): Graph {
  const net = new Net('ResNet-18')
  net.add(['input', 'input', { channels: 3, height: size, width: size }])
  net.add(['conv1', 'conv2d', { filters: STAGES[0], padding: [1, 1], bias: false }], ['bn1', 'batchNorm'], ['relu', 'relu'])
  STAGES.forEach((channels, stage) => {
    for (let block = 0; block < 2; block++) net.block(`layer${stage + 1}.${block}`, channels, stage > 0 && block === 0 ? 2 : 1)
  })
  net.add(['avgpool', 'globalAveragePool'], ['flatten', 'flatten'], ['linear', 'dense', { units: classes }])
  return net.graph()
}

/** A network that grows at its end. A layer's id is its name. */
class Net {
  private readonly nodes: LayerNode[] = []
  private readonly edges: Edge[] = []
  private end: string | undefined

  constructor(private readonly name: string) {}

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
      this.add([`${at}.shortcut.0`, 'conv2d', { filters, kernel: [1, 1], stride: [stride, stride], padding: 'valid', bias: false }], [`${at}.shortcut.1`, 'batchNorm'])
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
