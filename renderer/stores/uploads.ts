import { fileNameOf } from '#shared/base/fileName'
import { asProblem, problem } from '#shared/base/problem'
import { weightsEndings } from '#shared/contract/ask'
import { mostUploadBytes, type UploadAnswer, type UploadKind } from '#shared/contract/upload'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { asIs, type Handed } from '../composables/handed'
import { t } from '../locale/locale'
import { useEngine } from './engine'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** A file on its way to the studio. */
interface UnderWay {
  readonly number: number
  readonly name: string
  /** Bytes; of 0 while it is not known how many. */
  readonly done: number
  readonly of: number
  cancel(): void
}

const isWeights = (name: string) => weightsEndings.some((ending) => name.toLowerCase().endsWith(`.${ending}`))

/** Files that a browser hands to the studio, since it does not tell where they lie. */
export const useUploads = defineStore('uploads', () => {
  const { upload } = useStudio()
  const toasts = useToasts()
  const engine = useEngine()
  const underWay = shallowRef<readonly UnderWay[]>([])
  let numbers = 0

  /** Hands a file over; nothing when that was cancelled or could not be, which is said. */
  async function send<K extends UploadKind>(kind: K, { name: given, pack }: Handed): Promise<UploadAnswer<K> | undefined> {
    const name = fileNameOf(given, t('upload.unnamed'))
    if (!upload) return void toasts.say(t('upload.noPath', { name }), { bad: true })
    const stop = new AbortController()
    const number = ++numbers
    const tell = (done: number, of: number) => {
      const now = { number, name, done, of, cancel: () => stop.abort() }
      underWay.value = underWay.value.some((one) => one.number === number) ? underWay.value.map((one) => (one.number === number ? now : one)) : [...underWay.value, now]
    }
    tell(0, 0)
    try {
      const bytes = await pack(stop.signal)
      if (bytes.size > mostUploadBytes) throw problem('uploadTooLarge', { name, gigabytes: mostUploadBytes / 1e9 })
      tell(0, bytes.size)
      return await upload(kind, { name, bytes }, { signal: stop.signal, progress: (done) => tell(Math.min(done, bytes.size), bytes.size) })
    } catch (thrown) {
      if (!stop.signal.aborted) toasts.tell(thrown instanceof DOMException ? problem('uploadBroken', { name }) : asProblem(thrown))
      return undefined
    } finally {
      underWay.value = underWay.value.filter((one) => one.number !== number)
    }
  }

  /** Where weights lie that were let go over the window: where they lay, or where the studio keeps what it was handed. Nothing when they are none, which is said. */
  async function pathOfWeights(file: File): Promise<string | undefined> {
    if (!isWeights(file.name)) return void toasts.say(t('weights.notThese', { name: file.name }), { bad: true })
    return engine.pathOf(file) ?? (await send('weights', asIs(file)))?.path
  }

  /** Asks for weights; gives where they lie, or nothing. */
  async function pickWeights(): Promise<string | undefined> {
    const picked = await engine.pick('weights')
    return picked === undefined || typeof picked === 'string' ? picked : picked[0] && (await send('weights', picked[0]))?.path
  }

  return { underWay, send, isWeights, pathOfWeights, pickWeights }
})
