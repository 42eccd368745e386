import { initialisers } from '#shared/plan/initialisers'
import { mixings } from '#shared/augment/mixing'
import type { Fix, RunHint } from '#shared/plan/hints'
import { figure, number, setting } from '../../locale/format'
import { t, term } from '../../locale/locale'

/** A hint as it is said: what it is, and the run's numbers that show it. */
export function hintInWords(hint: RunHint): { title: string; why: string } {
  switch (hint.kind) {
    case 'stuck': {
      const { loss, even, classes, epochs } = hint.reason
      return { title: t('hint.stuck'), why: t('hint.stuckWhy', { loss: figure(loss), even: figure(even), classes, epochs: number(epochs, 1) }) }
    }
    case 'notFinite': {
      const { step, epoch, loss, learningRate } = hint.reason
      const known = loss !== undefined && learningRate !== undefined
      return { title: t('hint.notFinite'), why: known ? t('hint.notFiniteWhy', { step, epoch, loss: figure(loss), rate: rate(learningRate) }) : t('hint.notFiniteAtOnce', { step }) }
    }
    case 'rateTooHigh': {
      const { loss, best, bestEpoch, classes, worse, learningRate } = hint.reason
      const said = { loss: figure(loss), rate: rate(learningRate) }
      return { title: t('hint.rateTooHigh'), why: worse ? t('hint.worse', { ...said, classes, even: figure(Math.log(classes)) }) : t('hint.climbed', { ...said, best: figure(best), epoch: number(bestEpoch, 1) }) }
    }
    case 'overfitting': {
      const { since, best, loss, points } = hint.reason
      return { title: t('hint.overfitting', { epoch: since }), why: t('hint.overfittingWhy', { best: figure(best), loss: figure(loss), points: number(points) }) }
    }
  }
}

/** What a fix would have in the plan. */
export function fixInWords({ setting: name, change }: Fix): string {
  if (name === 'augmentation') return t('hint.fix.augmentation')
  if (name === 'initialiser') return t('hint.fix.initialiser', { value: term(initialisers[change.initialiser!].label) })
  if (name === 'mixing') return t('hint.fix.mixing', { value: term(mixings[change.mixing!.kind].label) })
  return t(`hint.fix.${name}`, { value: setting(change[name]!) })
}

const rate = (learningRate: number) => setting(Number(learningRate.toPrecision(2)))
