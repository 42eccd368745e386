import type { DataSetInfo } from '#shared/contract/data'
import { bytes, duration, listed, number } from '../../locale/format'
import { problemInWords } from '../../locale/inWords'
import { t } from '../../locale/locale'

/** What a card says of its data set's state. */
export function stateInWords({ state, downloadBytes, problem }: DataSetInfo): string {
  if (problem) return problemInWords(problem).sentence
  if (state === 'absent' && downloadBytes) return t('data.absentSize', { size: bytes(downloadBytes) })
  if (state === 'absent') return t('data.made')
  return t(`data.${state}`)
}

/** How far it is: 84 of 169 MB, 6.2 MB/s, 14 s left. */
export function progressInWords({ progress }: DataSetInfo): { share: number; done: string; left: string } | undefined {
  if (!progress) return undefined
  const { done, of, unit, perSecond, secondsLeft } = progress
  const amount = (count: number) => (unit === 'bytes' ? bytes(count) : `${number(count)} ${t('data.pictures')}`)
  return {
    share: of ? done / of : 0,
    done: listed([t('data.progress', { done: amount(done), of: amount(of) }), ...(perSecond ? [`${amount(perSecond)}/s`] : [])]),
    left: secondsLeft === undefined ? '' : t('run.left', { time: duration(secondsLeft) }),
  }
}

/** How many pictures, how large, how many classes: 60,000 · 32 × 32 · 10. */
export function factsOf({ counts, size, classes }: DataSetInfo): { count: string; height: number; width: number; classes: number } {
  return { count: number(counts.training + counts.test), height: size.height, width: size.width, classes: classes.length }
}

/** Whether something is under way that can be stopped. */
export const isBusy = ({ state }: DataSetInfo) => ['waiting', 'getting', 'verifying', 'unpacking', 'reading'].includes(state)
