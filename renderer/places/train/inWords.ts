import { augmentations } from '#shared/augment/index'
import type { RunNow, RunSummary } from '#shared/contract/runs'
import { groups, type GroupName } from '#shared/plan/groups'
import { initialisers } from '#shared/plan/initialisers'
import { normalisations } from '#shared/plan/normalisation'
import { optimizers } from '#shared/plan/optimizers'
import type { Plan } from '#shared/plan/plan'
import { schedules } from '#shared/plan/schedules'
import { showExtent } from '#shared/plan/sizes'
import { duration, listed, moment, percent, setting } from '../../locale/format'
import { saidInWords } from '../../locale/inWords'
import { t, term } from '../../locale/locale'

/** What a run is doing, as a person would say it. */
export function runInWords({ name, state, seconds }: RunSummary, now: RunNow | undefined): string {
  if (state === 'queued') return t('train.queued', { name })
  if (state === 'preparing' || ((state === 'running' || state === 'paused') && !now?.steps)) return now?.doing ? t('train.preparing', { doing: saidInWords(now.doing) }) : t('state.preparing')
  if (now && state === 'paused') return t('train.paused', { name, epoch: now.epoch, epochs: now.epochs })
  if (now && state === 'running') {
    const { epoch, epochs, secondsLeft } = now
    return secondsLeft === undefined ? t('train.epochOnly', { epoch, epochs }) : t('train.epochLeft', { epoch, epochs, time: duration(secondsLeft) })
  }
  return t('train.ended', { name, state: t(`state.${state}`), time: duration(seconds) })
}

/** The line below it. */
export function runMore({ name, created, state, problem }: RunSummary, now: RunNow | undefined): string {
  if (problem) return saidInWords(problem)
  const started = t('train.started', { name, time: moment(created) })
  return state === 'running' && now?.steps ? `${started} ${t('train.stepIn', { step: now.step, steps: now.steps })}` : started
}

/** What holds in some epochs, all on one line; none where there is nothing of the kind. */
function inEpochs<R extends { readonly from: number; readonly to: number }>(label: string, rows: readonly R[], name: (row: R) => string): [string, string][] {
  return rows.length ? [[label, listed(rows.map((row) => t('pair', { name: name(row), value: `${row.from}–${row.to || ''}` })))]] : []
}

/** A plan's settings, one a line; no two lines are about the same. */
export function planInPairs(plan: Plan): [string, string][] {
  const { optimizer, schedule, augmentation } = plan
  const rest = (choice: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, { readonly label: string }>>) =>
    Object.entries(fields).flatMap(([name, { label }]): [string, string][] => {
      const value = choice[name]
      return typeof value === 'boolean' ? [] : [[term(label), typeof value === 'number' ? setting(value) : term(String(value))]]
    })
  const nesterov = optimizer.kind === 'sgd' && optimizer.nesterov ? ', Nesterov' : ''
  const augmented = listed(augmentation.map(({ kind }) => term(augmentations[kind].label)))
  const unlike = (Object.keys(groups) as GroupName[]).filter((name) => plan.groups[name].rate !== 1 || plan.groups[name].decay !== 1)
  return [
    [t('plan.rate'), listed([setting(plan.learningRate), term(schedules[schedule.kind].label)])],
    ...rest(schedule, schedules[schedule.kind].fields),
    ...(plan.warmup ? [[term('Warm-up'), t('plan.epochsOf', { epochs: setting(plan.warmup) })] as [string, string]] : []),
    [term('Optimizer'), optimizers[optimizer.kind].label + nesterov],
    ...rest(optimizer, optimizers[optimizer.kind].fields),
    ...unlike.map((name): [string, string] => [term(groups[name].label), listed([`${term('Rate')} × ${setting(plan.groups[name].rate)}`, `${term('Decay')} × ${setting(plan.groups[name].decay)}`])]),
    ...inEpochs(t('plan.freeze'), plan.freeze, ({ layers }) => listed(layers)),
    ...inEpochs(t('plan.sizes'), plan.sizes, ({ size: [height, width] }) => showExtent({ height, width })),
    [term('Batch size'), String(plan.batch)],
    [term('Epochs'), String(plan.epochs)],
    [term('Label smoothing'), setting(plan.labelSmoothing)],
    [t('plan.augmentation'), augmented || '—'],
    [term('Hold-out'), percent(plan.holdOut, 0)],
    [term('Initialisation'), term(initialisers[plan.initialiser].label)],
    ...(plan.whitening ? [[term('Whitening'), setting(plan.whitening)] as [string, string]] : []),
    ...(plan.normalisation === 'start' ? [] : [[term('Normalisation'), term(normalisations[plan.normalisation].label)] as [string, string]]),
    [term('Precision'), plan.precision],
    [term('Seed'), String(plan.seed)],
  ]
}
