import { augmentations, type Augmentation } from '#shared/augment/index'
import { mixings } from '#shared/augment/mixing'
import type { Values } from '#shared/base/fields'
import { problem } from '#shared/base/problem'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { defaultChoice } from '#shared/plan/choice'
import { freezeFields } from '#shared/plan/freeze'
import { groups, type GroupName } from '#shared/plan/groups'
import { initialisers, type InitialiserName } from '#shared/plan/initialisers'
import { normalisations, type NormalisationName } from '#shared/plan/normalisation'
import { optimizers } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { recipes } from '#shared/plan/recipes'
import { schedules } from '#shared/plan/schedules'
import { sizeFields } from '#shared/plan/sizes'
import { trainings } from '#shared/trainings/index'
import { choiceList, choiceOf, parted, settingsIn, spelled } from './choices'
import { modelList, modelOf } from './models'
import { numberOf, wholeOf, wordOf, type Options } from './options'

/** The options that say what is trained and how, whatever the training is for. */
export const trainingKinds = {
  recipe: 'text', model: 'text', classes: 'text', size: 'text', data: 'text', batch: 'text', optimizer: 'text', momentum: 'text', nesterov: 'flag',
  'weight-decay': 'text', decay: 'text', 'label-smoothing': 'text', clip: 'text', init: 'text', whiten: 'text', normalise: 'text', precision: 'text', seed: 'text',
  group: 'texts', freeze: 'texts', shrink: 'texts', crop: 'text', 'no-flip': 'flag', augment: 'texts', mix: 'text', subset: 'text', balance: 'text',
} as const
type TrainingOptions = Options<typeof trainingKinds>

/** The options of a whole run. */
export const runKinds = { ...trainingKinds, epochs: 'text', lr: 'text', schedule: 'text', warmup: 'text', ema: 'text', holdout: 'text' } as const

/** Plans by name, those that have a network of their own after the others. */
const known: Readonly<Record<string, { readonly help: string; readonly plan: Plan; readonly network?: string }>> = { ...recipes, ...trainings }

/** Their lines in --help, those of a whole run apart. */
export const modelHelp = `  --recipe <name>        a plan that somebody has thought about, some with a network; what else is said changes it:
${Object.entries(known).map(([name, { help }]) => `    ${spelled(name).padEnd(16)}${help}`).join('\n')}
  --model <name>         the model:
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
  --freeze <layers>      freeze layers, by their names or the beginnings of them up to a dot, with commas between;
                         --freeze block1,first:from=9 from the ninth epoch on, features:to=2 for the first two; may be said again
  --shrink <size>        over some epochs train on pictures shrunk to this size: --shrink 24:to=4 for the first four, 24x32:from=3,to=5;
                         may be said again, and of two for one epoch the last counts; validation is always in the network's own size
  --label-smoothing <s>  share of each label that is spread over all classes (${defaultPlan.labelSmoothing})
  --clip <norm>          bring gradients down to this norm, all together, where it is larger; 0: never (${defaultPlan.clip})
  --init <how>           start values (${spelled(defaultPlan.initialiser)}):
${Object.entries(initialisers).map(([name, { help }]) => `    ${spelled(name).padEnd(16)}${help}`).join('\n')}
  --whiten <n>           give the first layer filters that whiten the patches of n training pictures (${defaultPlan.whitening}); 0: none
  --normalise <how>      by what pictures are normalised (${defaultPlan.normalisation}):
${Object.entries(normalisations).map(([name, { help }]) => `    ${name.padEnd(16)}${help}`).join('\n')}
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
  const { model = recipeOf(options.recipe).network, data } = options
  if (model === undefined) throw problem('optionMissing', { option: '--model', what: 'the model to train' })
  if (data === undefined) throw problem('optionMissing', { option: '--data', what: 'the pictures to train on' })
  // A preset is built for ten classes, as all data that can be named so far has; what does not fit is refused when the data is read.
  const classes = wholeOf('classes', options.classes, undefined, { min: 1, max: 65536 })
  const graph = modelOf(model, { classes, size: wholeOf('size', options.size, undefined, { min: 1, max: 1024 }) })
  // A network that cannot be is refused here, before anything is loaded or written.
  factsOf(graph)
  return { model, data, graph }
}

/** The plan that the options say, a recipe's where they say nothing. */
export function planOf(options: Options<typeof runKinds>): Plan {
  const { plan: base } = recipeOf(options.recipe)
  const { momentum, nesterov, 'weight-decay': weightDecay } = options
  const settings = { ...(momentum !== undefined && { momentum }), ...(nesterov && { nesterov: 'yes' }), ...(weightDecay !== undefined && { 'weight-decay': weightDecay }) }
  const optimizer = choiceOf('optimizer', options.optimizer, optimizers, base.optimizer, settings)
  const names = Object.keys(initialisers) as InitialiserName[]
  const start = wordOf('init', options.init, spelled(base.initialiser), names.map(spelled))
  return {
    optimizer,
    decays: wordOf('decay', options.decay, base.decays, ['all', 'kernels']),
    groups: groupsOf(base.groups, options.group),
    freeze: options.freeze?.map((text) => {
      const [layers, when] = parted(text)
      return { layers: layers.split(',').filter(Boolean), ...epochsIn(`--freeze ${layers}`, freezeFields, when) }
    }) ?? base.freeze,
    sizes: options.shrink?.map((text) => {
      const [size, when] = parted(text)
      return epochsIn(`--shrink ${size}`, sizeFields, when, { size })
    }) ?? base.sizes,
    // Another optimizer than the recipe's has a rate of its own.
    learningRate: numberOf('lr', options.lr, options.optimizer === undefined ? base.learningRate : optimizers[optimizer.kind].learningRate, { min: 1e-12, max: 100 }),
    schedule: choiceOf('schedule', options.schedule, schedules, base.schedule),
    warmup: numberOf('warmup', options.warmup, base.warmup, { min: 0, max: 100000 }),
    labelSmoothing: numberOf('label-smoothing', options['label-smoothing'], base.labelSmoothing, { min: 0, max: 0.9999 }),
    clip: numberOf('clip', options.clip, base.clip, { min: 0, max: 1e9 }),
    average: numberOf('ema', options.ema, base.average, { min: 0, max: 0.999999 }),
    initialiser: names.find((name) => spelled(name) === start)!,
    whitening: wholeOf('whiten', options.whiten, base.whitening, { min: 0, max: 1e9 }),
    normalisation: wordOf('normalise', options.normalise, base.normalisation, Object.keys(normalisations) as NormalisationName[]),
    batch: wholeOf('batch', options.batch, base.batch, { min: 1, max: 65536 }),
    epochs: wholeOf('epochs', options.epochs, base.epochs, { min: 1, max: 100000 }),
    seed: wholeOf('seed', options.seed, base.seed, { min: 0, max: 0x7fffffff }),
    precision: wordOf('precision', options.precision, base.precision, ['float32', 'bfloat16', 'auto']),
    holdOut: numberOf('holdout', options.holdout, base.holdOut, { min: 0, max: 0.9 }),
    subset: wholeOf('subset', options.subset, base.subset, { min: 0, max: 1e9 }),
    balance: wordOf('balance', options.balance, base.balance, ['none', 'weights', 'sampling']),
    augmentation: augmentationOf(base.augmentation, options),
    mixing: choiceOf('mix', options.mix, mixings, base.mixing),
  }
}

/** What is said of some epochs, from one up to another; throws badSetting where they end before they begin. */
function epochsIn<F extends typeof freezeFields>(said: string, fields: F, text: string, settings: Readonly<Record<string, string>> = {}): Values<F> {
  const values = settingsIn(said, fields, text, settings)
  const { from, to } = values as Values<typeof freezeFields>
  if (to > 0 && to < from) throw problem('badSetting', { option: said, setting: 'to', reason: `must be 0 or at least ${from}, where they begin`, known: Object.keys(fields).map(spelled).join(', ') })
  return values
}

/** What an option names, with the plan that the others change; the default plan when it was not given. Throws badWord. */
function recipeOf(text: string | undefined): { readonly plan: Plan; readonly network?: string } {
  if (text === undefined) return { plan: defaultPlan }
  const names = Object.keys(known)
  const word = wordOf('recipe', text, '', names.map(spelled))
  return known[names.find((name) => spelled(name) === word)!]!
}

/** How each group moves: as before where nothing is said of it. */
function groupsOf(before: Plan['groups'], said: readonly string[] = []): Plan['groups'] {
  const named = said.map((text) => choiceOf('group', text, groups, defaultChoice(groups, 'body')))
  const ofGroup = (name: GroupName) => {
    const { rate, decay } = named.findLast(({ kind }) => kind === name) ?? before[name]
    return { rate, decay }
  }
  return { body: ofGroup('body'), head: ofGroup('head'), normalisation: ofGroup('normalisation'), bias: ofGroup('bias') }
}

/** What is done without a word, unless it is said to be otherwise, and what --augment adds. Throws augmentationTwice. */
function augmentationOf(before: Plan['augmentation'], { crop, 'no-flip': noFlip, augment = [] }: Options<typeof trainingKinds>): Augmentation[] {
  const named = augment.map((text) => choiceOf('augment', text, augmentations, defaultChoice(augmentations, 'crop')))
  const refuseTwice = (kind: string) => {
    throw problem('augmentationTwice', { name: spelled(kind) })
  }
  named.forEach(({ kind }, i) => named.findIndex((other) => other.kind === kind) < i && refuseTwice(kind))
  const has = (kind: Augmentation['kind']) => named.some((each) => each.kind === kind)
  const cropped = before.find((each) => each.kind === 'crop') ?? defaultChoice(augmentations, 'crop')
  const padding = wholeOf('crop', crop, before.includes(cropped) ? cropped.padding : 0, { min: 0, max: 32 })
  if (crop !== undefined && has('crop')) refuseTwice('crop')
  if (noFlip && has('flip')) refuseTwice('flip')
  return [
    ...(padding > 0 && !has('crop') ? [{ ...cropped, padding }] : []),
    ...before.filter(({ kind }) => kind !== 'crop' && !has(kind) && !(kind === 'flip' && noFlip)),
    ...named,
  ]
}
