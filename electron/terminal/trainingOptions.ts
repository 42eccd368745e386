import { augmentations, type Augmentation } from '#shared/augment/index'
import { mixings } from '#shared/augment/mixing'
import { problem } from '#shared/base/problem'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { freezeFields } from '#shared/plan/freeze'
import { groups, type GroupName } from '#shared/plan/groups'
import { initialisers, type InitialiserName } from '#shared/plan/initialisers'
import { optimizers } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { schedules } from '#shared/plan/schedules'
import { choiceList, choiceOf, parted, settingsIn, spelled } from './choices'
import { modelList, modelOf } from './models'
import { numberOf, wholeOf, wordOf, type Options } from './options'

/** The options that say what is trained and how, whatever the training is for. */
export const trainingKinds = {
  model: 'text', classes: 'text', size: 'text', data: 'text', batch: 'text', optimizer: 'text', momentum: 'text', nesterov: 'flag',
  'weight-decay': 'text', decay: 'text', 'label-smoothing': 'text', clip: 'text', init: 'text', whiten: 'text', precision: 'text', seed: 'text',
  group: 'texts', freeze: 'texts', crop: 'text', 'no-flip': 'flag', augment: 'texts', mix: 'text', subset: 'text', balance: 'text',
} as const
type TrainingOptions = Options<typeof trainingKinds>

/** The options of a whole run. */
export const runKinds = { ...trainingKinds, epochs: 'text', lr: 'text', schedule: 'text', warmup: 'text', ema: 'text', holdout: 'text' } as const

/** Their lines in --help, those of a whole run apart. */
export const modelHelp = `  --model <name>         the model:
${modelList().replaceAll(/^/gm, '  ')}
  --classes <n>          number of classes (10; of a file, its own)
  --size <n>             height and width of the pictures as the network sees them (the model's own)
  --data <data>          the id of a data set in the library (data list); the folder or archive of CIFAR-10 or CIFAR-100
                         in its binary form, of MNIST or Fashion-MNIST;
                         or shapes: pictures of ten shapes, drawn for offline use (shapes:20000 for so many)
  --batch <n>            pictures a step (${defaultPlan.batch})`
export const optimizerHelp = `  --optimizer <o>        how weights are moved (${defaultPlan.optimizer.kind}); settings follow a colon, and are else:
${choiceList(optimizers).replaceAll(/^/gm, '  ')}
  --momentum <m>         the same as the optimizer's setting momentum
  --nesterov             the same as its setting nesterov=yes
  --weight-decay <d>     the same as its setting weight-decay
  --decay <which>        what decays: all, or kernels, which leaves out biases and normalisation (${defaultPlan.decays})
  --group <g>            let a group of parameters move in a way of its own; may be said again for another:
${choiceList(groups).replaceAll(/^/gm, '  ')}
  --freeze <layers>      let layers rest, by their names or the beginnings of them up to a dot, with commas between;
                         --freeze block1,first:from=9 from the ninth epoch on, features:to=2 for the first two; may be said again
  --label-smoothing <s>  share of each label that is spread over all classes (${defaultPlan.labelSmoothing})
  --clip <norm>          bring gradients down to this norm, all together, where it is larger; 0: never (${defaultPlan.clip})
  --init <how>           start values (${spelled(defaultPlan.initialiser)}):
${Object.entries(initialisers).map(([name, { help }]) => `    ${spelled(name).padEnd(16)}${help}`).join('\n')}
  --whiten <n>           give the first layer filters that whiten the patches of n training pictures (${defaultPlan.whitening}); 0: none
  --precision <p>        float32, bfloat16, or auto: what a few steps of each show to be fast here (${defaultPlan.precision})
  --seed <n>             of all that is random (${defaultPlan.seed})
  --crop <n>             the same as --augment crop:padding=<n> (${augmentations.crop.fields.padding.default}); 0 for none
  --no-flip              do not mirror pictures at random, which else is done
  --augment <a>          besides crop and flip, or crop with other settings; may be said again for another:
${choiceList(augmentations).replaceAll(/^/gm, '  ')}
  --mix <m>              mix the pictures of a batch with one another, and their labels (${defaultPlan.mixing.kind}):
${choiceList(mixings).replaceAll(/^/gm, '  ')}
  --subset <n>           use only the first n training pictures of each class (${defaultPlan.subset}); 0: all
  --balance <b>          where classes have unlike numbers of pictures: none, weights in the loss, or sampling,
                         which shows each class equally often (${defaultPlan.balance})`
export const scheduleHelp = `  --epochs <n>           how often every picture is seen (${defaultPlan.epochs}); with --resume, up to how many in all
  --lr <rate>            learning rate (${Object.entries(optimizers).map(([name, { learningRate }]) => `${name} ${learningRate}`).join(', ')}); find-lr suggests one
  --schedule <s>         its course over the run (${defaultPlan.schedule.kind}); settings follow a colon, and are else:
${choiceList(schedules).replaceAll(/^/gm, '  ')}
  --warmup <epochs>      at first let it rise evenly over so many epochs, or part of one (${defaultPlan.warmup})
  --ema <share>          validate and save a moving average of the weights that keeps this share of itself
                         in each step, such as 0.999; 0: the weights as they are (${defaultPlan.average})
  --holdout <share>      share of the training pictures kept for validation (${defaultPlan.holdOut}); 0 for none`

/** The network and the data that the options name. Throws optionMissing, unknownPreset, and what is wrong with the network. */
export function subjectOf(options: TrainingOptions): { model: string; data: string; graph: Graph } {
  const { model, data } = options
  if (model === undefined) throw problem('optionMissing', { option: '--model', what: 'the model to train' })
  if (data === undefined) throw problem('optionMissing', { option: '--data', what: 'the pictures to train on' })
  // A preset is built for ten classes, as all data that can be named so far has; what does not fit is refused when the data is read.
  const classes = wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 })
  const graph = modelOf(model, { classes, size: wholeOf('size', options.size, undefined, { min: 1, max: 1024 }) })
  // A network that cannot be is refused here, before anything is loaded or written.
  factsOf(graph)
  return { model, data, graph }
}

/** The plan that the options say. */
export function planOf(options: Options<typeof runKinds>): Plan {
  const { momentum, nesterov, 'weight-decay': weightDecay } = options
  const settings = { ...(momentum !== undefined && { momentum }), ...(nesterov && { nesterov: 'yes' }), ...(weightDecay !== undefined && { 'weight-decay': weightDecay }) }
  const optimizer = choiceOf('optimizer', options.optimizer, optimizers, defaultPlan.optimizer.kind, settings)
  const names = Object.keys(initialisers) as InitialiserName[]
  const start = wordOf('init', options.init, spelled(defaultPlan.initialiser), names.map(spelled))
  return {
    optimizer,
    decays: wordOf('decay', options.decay, defaultPlan.decays, ['all', 'kernels']),
    groups: groupsOf(options.group),
    freeze: (options.freeze ?? []).map((text) => {
      const [layers, when] = parted(text)
      return { layers: layers.split(',').filter(Boolean), ...settingsIn(`--freeze ${layers}`, freezeFields, when) }
    }),
    learningRate: numberOf('lr', options.lr, optimizers[optimizer.kind].learningRate, { min: 1e-12, max: 100 }),
    schedule: choiceOf('schedule', options.schedule, schedules, defaultPlan.schedule.kind),
    warmup: numberOf('warmup', options.warmup, defaultPlan.warmup, { min: 0, max: 100000 }),
    labelSmoothing: numberOf('label-smoothing', options['label-smoothing'], defaultPlan.labelSmoothing, { min: 0, max: 0.9999 }),
    clip: numberOf('clip', options.clip, defaultPlan.clip, { min: 0, max: 1e9 }),
    average: numberOf('ema', options.ema, defaultPlan.average, { min: 0, max: 0.999999 }),
    initialiser: names.find((name) => spelled(name) === start)!,
    whitening: wholeOf('whiten', options.whiten, defaultPlan.whitening, { min: 0, max: 1e9 }),
    batch: wholeOf('batch', options.batch, defaultPlan.batch, { min: 1, max: 65536 }),
    epochs: wholeOf('epochs', options.epochs, defaultPlan.epochs, { min: 1, max: 100000 }),
    seed: wholeOf('seed', options.seed, defaultPlan.seed, { min: 0, max: 0x7fffffff }),
    precision: wordOf('precision', options.precision, defaultPlan.precision, ['float32', 'bfloat16', 'auto']),
    holdOut: numberOf('holdout', options.holdout, defaultPlan.holdOut, { min: 0, max: 0.9 }),
    subset: wholeOf('subset', options.subset, defaultPlan.subset, { min: 0, max: 1e9 }),
    balance: wordOf('balance', options.balance, defaultPlan.balance, ['none', 'weights', 'sampling']),
    augmentation: augmentationOf(options),
    mixing: choiceOf('mix', options.mix, mixings, defaultPlan.mixing.kind),
  }
}

/** How each group moves: as the others where nothing is said of it. */
function groupsOf(said: readonly string[] = []): Plan['groups'] {
  const named = said.map((text) => choiceOf('group', text, groups, 'body'))
  const ofGroup = (name: GroupName) => {
    const { rate, decay } = named.findLast(({ kind }) => kind === name) ?? defaultPlan.groups[name]
    return { rate, decay }
  }
  return { body: ofGroup('body'), head: ofGroup('head'), normalisation: ofGroup('normalisation'), bias: ofGroup('bias') }
}

/** Crop and flip unless they are said to be otherwise, and what --augment adds. Throws augmentationTwice. */
function augmentationOf({ crop, 'no-flip': noFlip, augment = [] }: Options<typeof trainingKinds>): Augmentation[] {
  const named = augment.map((text) => choiceOf('augment', text, augmentations, 'crop'))
  const refuseTwice = (kind: string) => {
    throw problem('augmentationTwice', { name: spelled(kind) })
  }
  named.forEach(({ kind }, i) => named.findIndex((other) => other.kind === kind) < i && refuseTwice(kind))
  const has = (kind: Augmentation['kind']) => named.some((each) => each.kind === kind)
  const padding = wholeOf('crop', crop, augmentations.crop.fields.padding.default, { min: 0, max: 32 })
  if (crop !== undefined && has('crop')) refuseTwice('crop')
  if (noFlip && has('flip')) refuseTwice('flip')
  return [
    ...(padding > 0 && !has('crop') ? [{ kind: 'crop', padding, edge: augmentations.crop.fields.edge.default } as const] : []),
    ...(noFlip || has('flip') ? [] : [{ kind: 'flip' } as const]),
    ...named,
  ]
}
