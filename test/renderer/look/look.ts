// The window over the fake studio, to look at: ?place=train&view=live&run=run-11&theme=dark&language=en&live=1&runs=none&asked=1&cell=3,6&classes=100
import '#renderer/styles/styles'
import { until } from '@vueuse/core'
import { presets, type PresetName } from '#shared/presets/index'
import { exportFormats } from '#shared/contract/export'
import { removal } from '#shared/graph/editing'
import { t } from '#renderer/locale/locale'
import { useModel } from '#renderer/places/model/model'
import { useDataSets } from '#renderer/stores/dataSets'
import { useDesk } from '#renderer/stores/desk'
import { useExports } from '#renderer/stores/exports'
import { usePlace, type PlaceName } from '#renderer/stores/place'
import { useEvaluation } from '#renderer/stores/evaluation'
import { useRuns } from '#renderer/stores/runs'
import { useRateFinder } from '#renderer/stores/rateFinder'
import { useSweep } from '#renderer/stores/sweep'
import { useToasts } from '#renderer/stores/toasts'
import { useTour } from '#renderer/stores/tour'
import { useTry } from '#renderer/stores/try'
import { useUploads } from '#renderer/stores/uploads'
import { showWindow } from '#renderer/window'
import { phrase } from '#shared/base/phrase'
import { plain, problem } from '#shared/base/problem'
import { reasonOf } from '#shared/base/reason'
import type { EngineInfo } from '#shared/contract/engine'
import { useEngine } from '#renderer/stores/engine'
import { connectedStudio } from '../fake/connected'
import { factsOfBroken } from '../fake/facts'

/** A computer without a card, whose engine is still to be had and could not be. */
const none = { removable: false, downloadBytes: 0, spaceBytes: 0, diskBytes: 0 }
const enginesNowhere: readonly EngineInfo[] = [
  { ...none, kind: 'cpu', state: 'absent', downloadBytes: 273_829_956, spaceBytes: 1_800_000_000, problem: plain(problem('pipMissing', { python: 'python3', fix: phrase('installWith', { command: 'sudo apt-get install python3-pip' }) })) },
  { ...none, kind: 'gpu', state: 'impossible', why: plain(problem('gpuMissing', { reason: phrase('noCard') })) },
]

/** A computer with a card, for which part of an engine was downloaded before it was given up. */
const engineKept: readonly EngineInfo[] = [
  { ...none, kind: 'cpu', state: 'ready', removable: true, diskBytes: 634_000_000 },
  { ...none, kind: 'gpu', state: 'absent', removable: true, downloadBytes: 3_310_000_000, spaceBytes: 12_400_000_000, diskBytes: 1_270_000_000 },
]

/** What a person may meet: of the system, of a library, of a file, and of the program itself. */
const faults = [
  problem('fileFailed', { path: '~/VGG Studio/runs/run-13/metrics.jsonl', reason: reasonOf(Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })) }),
  problem('archiveUnsafe', { path: '~/pets.zip', name: '../pets', reason: phrase('leadsOutside') }),
  problem('stateDictUnreadable', { file: '~/vgg16_bn.pth', reason: phrase('pickleCutOff') }),
  new Error('Cannot read properties of undefined'),
]

const asked = new URLSearchParams(location.search)
const { studio } = connectedStudio({
  settings: { theme: (asked.get('theme') ?? 'dark') as 'dark', language: (asked.get('language') ?? 'en') as 'en', toured: !asked.has('first') },
  live: asked.has('live'),
  dialogs: asked.get('dialogs') !== 'none',
  ...(asked.has('first') && { desk: null }),
  classes: Number(asked.get('classes') ?? 10),
  ...(asked.get('runs') === 'none' && { runs: [] }),
  ...(asked.get('engines') === 'none' && { engines: enginesNowhere, facts: factsOfBroken }),
  ...(asked.get('engines') === 'kept' && { engines: engineKept }),
  ...(asked.has('unreadable') && { unreadable: [{ id: 'vgg16-1', problem: plain(problem('runUnreadable', { file: '~/VGG Studio/runs/vgg16-1/about.json', reason: phrase('isNotJson') })) }] }),
}, (_kind, { bytes }, { progress }) => new Promise(() => progress(bytes.size * 0.4)))
const app = showWindow(studio, document.getElementById('app')!)
app.runWithContext(() => {
  const place = usePlace()
  if (asked.get('place') !== 'start') place.go((asked.get('place') ?? 'train') as PlaceName)
  if (asked.has('tour')) useTour().start()
  place.trainView = (asked.get('view') ?? 'live') as 'live'
  place.paletteOpen = asked.has('palette')
  useRuns().chosen = asked.get('run') ?? undefined
  if (asked.has('choose')) void useEngine().choose(asked.get('choose') as 'pictures')
  if (asked.has('faults')) for (const fault of faults) void useToasts().attempt(() => Promise.reject(fault))
  if (asked.has('asked')) setTimeout(() => app.runWithContext(ask), 200)
})

const layer = asked.get('layer')
void app.runWithContext(async () => {
  const desk = useDesk()
  const model = useModel()
  await until(() => desk.read).toBe(true)
  const network = asked.get('network')
  if (network) desk.change({ graph: presets[network as PresetName].build(32, 10) }, t('model.chosen'))
  if (asked.has('rest')) desk.changePlan({ freeze: [{ layers: [asked.get('rest')!], from: 1, to: 2 }] }, t('plan.freeze'))
  if (asked.has('from')) desk.change({ from: { from: 'file', path: `~/Downloads/${asked.get('from')}.pth` } }, t('from.chosen'))
  if (asked.get('break')) desk.edit(removal(desk.graph, desk.graph.nodes.filter(({ kind }) => kind === 'flatten').map(({ id }) => id)), t('graph.removed'))
  if (asked.has('refused')) desk.changePlan({ freeze: [{ layers: ['features.99'], from: 1, to: 2 }] }, t('plan.freeze'))
  if (asked.has('upload')) void useUploads().send('pictures', { name: 'birds.zip', pack: () => Promise.resolve(new Blob([new Uint8Array(64e6)])) })
  if (asked.has('open')) void useDataSets().importPictures()
  if (layer) model.goTo(layer)
  if (asked.has('fold') && layer) model.toggle(layer)
  model.view = (asked.get('level') ?? 'normal') as 'normal'
  if (asked.get('panel')) model.side = asked.get('panel') as 'code'
  if (asked.has('insert')) model.startInsert()
})

function ask(): void {
  const [evaluation, trial] = [useEvaluation(), useTry()]
  if (asked.get('place') === 'train') {
    useRateFinder().find()
    return void useSweep().start()
  }
  if (asked.get('place') === 'settings') return void useEngine().get('gpu')
  if (asked.get('place') === 'export') {
    const exports = useExports()
    return void until(() => exports.folder).toBeTruthy().then(() => exports.write(asked.has('live') ? ['safetensors', 'savedmodel', 'onnx', 'pytorch'] : exportFormats))
  }
  if (asked.get('place') === 'evaluate') evaluation.ask()
  else void trial.ask({ picture: { from: 'data', data: 'cifar-10', split: 'test', number: 4213 }, truth: 'cat' }).then(() => asked.has('nearest') && trial.prepareNearest())
  const [truth, answer] = (asked.get('cell') ?? '').split(',').map(Number)
  if (truth !== undefined && answer !== undefined) setTimeout(() => evaluation.choose({ truth, answer }), 100)
}
