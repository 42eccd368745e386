import { describe, expect, it } from 'vitest'
import { choiceList, choiceOf } from '#electron/terminal/choices'
import { augmentations } from '#shared/augment/index'
import { mixings } from '#shared/augment/mixing'
import { planOf } from '#electron/terminal/trainingOptions'
import { defaultPlan } from '#shared/plan/plan'
import { groups } from '#shared/plan/groups'
import { optimizers } from '#shared/plan/optimizers'
import { recipes } from '#shared/plan/recipes'
import { schedules } from '#shared/plan/schedules'

describe('what an option chooses', () => {
  it('is a name, with the settings that nobody says', () => {
    expect(choiceOf('schedule', 'cosine', schedules, defaultPlan.schedule)).toEqual({ kind: 'cosine', final: 0 })
    expect(choiceOf('schedule', undefined, schedules, defaultPlan.schedule)).toEqual({ kind: 'constant' })
  })

  it('takes settings after a colon, as numbers or as yes and no', () => {
    expect(choiceOf('schedule', 'one-cycle:rise=0.5,final-divisor=1e2,straight=yes', schedules, defaultPlan.schedule))
      .toEqual({ kind: 'oneCycle', rise: 0.5, startDivisor: 25, finalDivisor: 100, straight: true })
    expect(choiceOf('optimizer', 'adamw:beta2=0.99', optimizers, defaultPlan.optimizer)).toMatchObject({ kind: 'adamw', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 })
  })

  it('is what --help lists, each entry just as it stands there', () => {
    for (const choices of [optimizers, schedules, augmentations, mixings, groups])
      for (const entry of choiceList(choices).split('\n').map((line) => line.trim()))
        expect(choiceOf('x', entry, choices, { kind: '' } as never)).toEqual(choiceOf('x', entry.split(':')[0], choices, { kind: '' } as never))
  })

  it.each([
    ['lion', '--optimizer must be one of sgd, adamw, rmsprop, muon, not \'lion\'.'],
    ['', '--optimizer must be one of sgd, adamw, rmsprop, muon, not \'\'.'],
    ['__proto__', '--optimizer must be one of sgd, adamw, rmsprop, muon, not \'__proto__\'.'],
    ['adamw:beta3=1', '--optimizer adamw: the setting beta3 is not known. Its settings are: beta1, beta2, epsilon, weight-decay.'],
    ['adamw:__proto__=1', '--optimizer adamw: the setting __proto__ is not known.'],
    ['adamw:beta1', '--optimizer adamw: the setting beta1 must be a number.'],
    ['adamw:beta1=much', '--optimizer adamw: the setting beta1 must be a number.'],
    ['adamw:beta1=Infinity', '--optimizer adamw: the setting beta1 must be a number.'],
    ['adamw:beta1=1', '--optimizer adamw: the setting beta1 must be at most 0.9999.'],
    ['sgd:weight-decay=-1', '--optimizer sgd: the setting weight-decay must be at least 0.'],
    ['sgd:nesterov=1', '--optimizer sgd: the setting nesterov must be yes or no.'],
  ])('is refused as %s, naming the setting', (text, sentence) => {
    expect(() => choiceOf('optimizer', text, optimizers, defaultPlan.optimizer)).toThrow(sentence)
  })

  it('is refused with a schedule that has no settings or takes whole numbers', () => {
    expect(() => choiceOf('schedule', 'constant:final=1', schedules, defaultPlan.schedule)).toThrow('--schedule constant: the setting final is not known. Its settings are: none.')
    expect(() => choiceOf('schedule', 'step:every=1.5', schedules, defaultPlan.schedule)).toThrow('--schedule step: the setting every must be a whole number.')
  })
})

describe('the plan that options say', () => {
  it('is the default plan when they say nothing', () => {
    expect(planOf({})).toEqual(defaultPlan)
  })

  it('is a recipe, changed where they say something', () => {
    const quick = recipes.quick.plan
    expect(planOf({ recipe: 'quick' })).toEqual(quick)
    expect(planOf({ recipe: 'quick', momentum: '0.8', schedule: 'one-cycle:rise=0.2', crop: '2' })).toEqual({
      ...quick, optimizer: { ...quick.optimizer, momentum: 0.8 }, schedule: { ...quick.schedule, rise: 0.2 },
      augmentation: quick.augmentation.map((each) => (each.kind === 'crop' ? { ...each, padding: 2 } : each)),
    })
    expect(planOf({ recipe: 'tutorial' }).augmentation).toEqual([])
    expect(planOf({ recipe: 'tutorial', crop: '4' }).augmentation).toEqual([{ kind: 'crop', padding: 4, edge: 'black' }])
    expect(planOf({ recipe: 'quick', optimizer: 'adamw' }).learningRate).toBe(0.001)
    expect(() => planOf({ recipe: 'slow' })).toThrow("--recipe must be one of quick, standard, long, tutorial, fast-94, fast-93, not 'slow'.")
  })

  it('lets groups move in ways of their own, and layers rest', () => {
    expect(planOf({ group: ['head:rate=0.5', 'bias:decay=0'], freeze: ['block1,first:from=9', 'features:to=2'] })).toMatchObject({
      groups: { ...defaultPlan.groups, head: { rate: 0.5, decay: 1 }, bias: { rate: 1, decay: 0 } },
      freeze: [{ layers: ['block1', 'first'], from: 9, to: 0 }, { layers: ['features'], from: 1, to: 2 }],
    })
    expect(() => planOf({ group: ['tail:rate=2'] })).toThrow('--group must be one of body, head, normalisation, bias, not \'tail\'.')
    expect(() => planOf({ freeze: ['features:from=0'] })).toThrow('--freeze features: the setting from must be at least 1.')
  })

  it('shrinks pictures over some epochs, to a square or not', () => {
    expect(planOf({ shrink: ['24:to=4', '16x20:from=2,to=3', '8'] }).sizes).toEqual([
      { size: [24, 24], from: 1, to: 4 }, { size: [16, 20], from: 2, to: 3 }, { size: [8, 8], from: 1, to: 0 },
    ])
    expect(() => planOf({ shrink: ['24:to=4,from=5'] })).toThrow('--shrink 24: the setting to must be 0 or at least 5, where they begin.')
    expect(() => planOf({ freeze: ['out:to=4,from=5'] })).toThrow('--freeze out: the setting to must be 0 or at least 5, where they begin.')
    expect(() => planOf({ shrink: ['small'] })).toThrow('--shrink small: the setting size must be a number.')
    expect(() => planOf({ shrink: ['0x4'] })).toThrow('--shrink 0x4: the setting size must be at least 1.')
    expect(() => planOf({ shrink: ['4x4x4'] })).toThrow('--shrink 4x4x4: the setting size must be one number, or two with an x between.')
  })

  it('has the learning rate that suits the optimizer, unless one is named', () => {
    expect(planOf({ optimizer: 'adamw' }).learningRate).toBe(0.001)
    expect(planOf({ optimizer: 'adamw', lr: '0.01' }).learningRate).toBe(0.01)
  })

  it('takes the settings of an optimizer as options of their own, where it has them', () => {
    expect(planOf({ momentum: '0.8', nesterov: true, 'weight-decay': '0.001' }).optimizer).toEqual({ kind: 'sgd', momentum: 0.8, nesterov: true, weightDecay: 0.001 })
    expect(planOf({ optimizer: 'rmsprop', momentum: '0.8' }).optimizer).toMatchObject({ kind: 'rmsprop', momentum: 0.8 })
    expect(() => planOf({ optimizer: 'adamw', momentum: '0.8' })).toThrow('--optimizer adamw: the setting momentum is not known.')
  })

  it('has everything that can be said', () => {
    const said = planOf({ decay: 'kernels', warmup: '0.5', 'label-smoothing': '0.1', clip: '1', ema: '0.99', init: 'he-fan-in', schedule: 'step:every=2' })
    expect(said).toEqual({ ...defaultPlan, decays: 'kernels', warmup: 0.5, labelSmoothing: 0.1, clip: 1, average: 0.99, initialiser: 'heFanIn', schedule: { kind: 'step', every: 2, factor: 0.1 } })
  })

  it('has crop and flip unless they are left out or said otherwise, and each augmentation that is added', () => {
    const [crop, flip] = defaultPlan.augmentation
    const cutout = { kind: 'cutout', size: 12 }
    expect(planOf({ augment: ['cutout:size=12'] }).augmentation).toEqual([crop, flip, cutout])
    expect(planOf({ crop: '2' }).augmentation).toEqual([{ ...crop, padding: 2 }, flip])
    expect(planOf({ crop: '0', 'no-flip': true, augment: ['cutout:size=12', 'vertical-flip'] }).augmentation).toEqual([cutout, { kind: 'verticalFlip' }])
    expect(planOf({ augment: ['crop:edge=mirrored'] }).augmentation).toEqual([flip, { ...crop, edge: 'mirrored' }])
    expect(planOf({ augment: ['flip'] }).augmentation).toEqual([crop, flip])
    expect(planOf({ augment: ['flip:alternating=yes'] }).augmentation).toEqual([crop, { kind: 'flip', alternating: true }])
  })

  it('says what is used of the data, how classes are balanced and how pictures are mixed', () => {
    expect(planOf({ subset: '100', balance: 'sampling', mix: 'mixup:alpha=0.2' })).toEqual({ ...defaultPlan, subset: 100, balance: 'sampling', mixing: { kind: 'mixup', alpha: 0.2 } })
  })

  it.each([
    [{ augment: ['blur'] }, "--augment must be one of crop, flip, vertical-flip, affine, colour, rand-augment, cutout, not 'blur'."],
    [{ augment: ['cutout:size=0'] }, '--augment cutout: the setting size must be at least 1.'],
    [{ augment: ['crop:edge=white'] }, '--augment crop: the setting edge must be one of black, mirrored.'],
    [{ augment: ['cutout', 'cutout:size=4'] }, 'The augmentation cutout is said twice, or said and left out.'],
    [{ augment: ['crop'], crop: '0' }, 'The augmentation crop is said twice, or said and left out.'],
    [{ augment: ['flip'], 'no-flip': true }, 'The augmentation flip is said twice, or said and left out.'],
    [{ crop: '33' }, "--crop must be a number from 0 to 32, not '33'."],
    [{ mix: 'mixup:alpha=0' }, '--mix mixup: the setting alpha must be at least 0.05.'],
    [{ balance: 'loss' }, "--balance must be one of none, weights, sampling, not 'loss'."],
    [{ subset: '-1' }, "--subset must be a number from 0 to 1000000000, not '-1'."],
    [{ decay: 'some' }, "--decay must be one of all, kernels, not 'some'."],
    [{ init: 'zeros' }, "--init must be one of he-fan-out, he-fan-in, xavier, pytorch, pass-on, not 'zeros'."],
    [{ ema: '1' }, "--ema must be a number from 0 to 0.999999, not '1'."],
    [{ 'label-smoothing': '-0.1' }, "--label-smoothing must be a number from 0 to 0.9999, not '-0.1'."],
    [{ warmup: 'long' }, "--warmup must be a number from 0 to 100000, not 'long'."],
    [{ clip: '-1' }, "--clip must be a number from 0 to 1000000000, not '-1'."],
  ])('is refused with %o', (options, sentence) => {
    expect(() => planOf(options)).toThrow(sentence)
  })
})
