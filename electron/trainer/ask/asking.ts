import { openDataSet } from '#electron/datasets/open'
import type { AnsweringNetwork, Engine, ImageFacts, Weights } from '#electron/engine/engine'
import { withChannels } from '#electron/images/channels'
import type { DataSet } from '#electron/images/pictures'
import { statisticsOf } from '#electron/images/statistics'
import { factsOf, type GraphFacts } from '#shared/graph/facts'
import type { Graph } from '#shared/graph/document'
import { defaultPlan } from '#shared/plan/plan'
import { hashOf, refuseWhere, splitOf } from '../records'
import { readWeights, type FoundWeights } from '../weights'
import { Recent } from './recent'

/** So many networks stay loaded, and so many data sets, so that a second question to them is instant. */
const networksKept = 2
const dataSetsKept = 2

/** A network that is loaded, with its weights. */
export interface LoadedNetwork {
  readonly network: AnsweringNetwork
  readonly graph: Graph
  readonly facts: GraphFacts
  readonly images: ImageFacts
  /** Whether the weights did not say how pictures were normalised, and no data set was there to say it. */
  readonly assumed: boolean
  /** The names of the classes; numbered where nobody says them. */
  readonly names: readonly string[]
}

/** A data set that is open, under the words that it was named by. */
export interface OpenedData {
  readonly source: string
  readonly set: DataSet
  /** SHA-256 of its training or its test pictures, computed once. */
  hash(which: 'training' | 'test'): string
}

/** What questions are answered with: the engine, and what the last ones needed. */
export class Asking {
  private readonly networks = new Recent<LoadedNetwork>(networksKept, ({ network }) => network.dispose())
  private readonly sets = new Recent<OpenedData>(dataSetsKept, () => undefined)

  constructor(private readonly engine: Engine) {}

  /** Works with a network for pictures of this data set's size, or else of the size that it was trained on. Throws what keeps it from their channels. */
  withNetwork<R>(found: FoundWeights, data: OpenedData | undefined, work: (loaded: LoadedNetwork) => R | Promise<R>): Promise<R> {
    const size = data?.set.training ?? found.from?.run.data.images
    // Only weights that do not say it themselves are normalised by the data.
    const key = JSON.stringify([found.identity, size && [size.height, size.width], found.from ? undefined : data?.source])
    return this.networks.use(key, () => this.load(found, data), work)
  }

  /** Works with the data set of these words. */
  withData<R>(source: string, work: (data: OpenedData) => R | Promise<R>): Promise<R> {
    return this.sets.use(source, async () => opened(source, await openDataSet(source)), work)
  }

  /** Lets go of all that is kept. */
  close(): void {
    this.networks.clear()
    this.sets.clear()
  }

  private async load(found: FoundWeights, data: OpenedData | undefined): Promise<LoadedNetwork> {
    const { weights, ...known } = await knownOf(found, data)
    const network = await this.engine.compileToAnswer(known.graph, (found.from?.run.plan ?? defaultPlan).precision, known.images)
    network.writeWeights(weights)
    return { network, ...known }
  }
}

/** Reads weights, and what is known of their network and of the pictures that it takes: of this data set's size, or else of the size that it was trained on. */
export async function knownOf(found: FoundWeights, data: OpenedData | undefined): Promise<Omit<LoadedNetwork, 'network'> & { readonly weights: Weights }> {
  const { graph, weights, images: known, normalisation: trained, classes } = await readWeights(found)
  const facts = factsOf(graph)
  const [channels, height, width] = facts.input as [number, number, number]
  if (data) refuseWhere(graph, { channels: data.set.training.channels })
  const plan = found.from?.run.plan ?? defaultPlan
  const even = { mean: new Array<number>(channels).fill(0.5), deviation: new Array<number>(channels).fill(0.25) }
  const normalisation = trained ?? (data ? statisticsOf(withChannels(data.set.training, channels), splitOf(data.set, plan).training) : even)
  // Pictures are brought to the size that the network was trained on, not to its input: what it learned from was resized in the graph too.
  const size = data?.set.training ?? known ?? { height, width }
  const images: ImageFacts = { height: size.height, width: size.width, channels, mean: normalisation.mean, deviation: normalisation.deviation }
  return { graph, weights, facts, images, assumed: !trained && !data, names: classes ?? Array.from({ length: facts.classes }, (_, index) => `class ${index}`) }
}

function opened(source: string, set: DataSet): OpenedData {
  const hashes = new Map<string, string>()
  return {
    source,
    set,
    hash(which) {
      const pictures = set[which]
      const known = hashes.get(which) ?? (pictures ? hashOf(pictures) : '')
      hashes.set(which, known)
      return known
    },
  }
}
