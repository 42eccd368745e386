import type { DataSetInfo } from '#shared/contract/data'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { handedOf, type Dropped, type Handed } from '../composables/handed'
import { saidInWords } from '../locale/inWords'
import { t } from '../locale/locale'
import { useEngine } from './engine'
import { useStudio } from './studio'
import { useToasts } from './toasts'
import { useUploads } from './uploads'

export type DataSplit = 'training' | 'test'

/** A page of pictures: bytes [count, height, width, channels], with each one's number and label. */
export interface Page {
  readonly total: number
  readonly numbers: readonly number[]
  readonly labels: readonly number[]
  readonly sheet: { readonly count: number; readonly height: number; readonly width: number; readonly channels: number; readonly bytes: Uint8Array }
}
export type Sheet = Page['sheet']

/** All data sets, here or to be had, and their pictures. */
export const useDataSets = defineStore('dataSets', () => {
  const { client } = useStudio()
  const toasts = useToasts()
  const engine = useEngine()
  const uploads = useUploads()
  const all = shallowRef<readonly DataSetInfo[]>()
  const byId = computed(() => new Map(all.value?.map((set) => [set.id, set])))

  // Several windows may ask for one download, and each takes its own wish back.
  const asker = crypto.randomUUID()
  client.data.watch({ asker }, {
    snapshot: (sets) => (all.value = sets),
    event(event) {
      const others = all.value ?? []
      if (event.type === 'removed') all.value = others.filter(({ id }) => id !== event.id)
      else if (others.some(({ id }) => id === event.set.id)) all.value = others.map((set) => (set.id === event.set.id ? event.set : set))
      else all.value = [...others, event.set]
    },
  })

  const get = (id: string) => toasts.attempt(() => client.data.get({ id, asker }))
  const remove = (id: string) => toasts.attempt(() => client.data.remove({ id }))
  /** The data set that the person looks at, once they have chosen one. */
  const looked = ref<string>()
  /** Brings in what lies there, and looks at it; whether it could begin. */
  async function bringIn(path: string): Promise<boolean> {
    const made = await toasts.attempt(() => client.data.import({ path }))
    if (made) looked.value = made.id
    return made !== undefined
  }
  /** The same with what a browser hands over, one after the other. */
  async function takeIn(all: readonly Handed[]): Promise<void> {
    for (const handed of all) {
      if (/\.(csv|tsv)$/i.test(handed.name)) {
        toasts.say(t('data.tablePath', { name: handed.name }), { action: { label: t('do.importPictures'), run: () => void importPictures() } })
        continue
      }
      const made = await uploads.send('pictures', handed)
      if (made) looked.value = made.id
    }
  }
  /** Asks for pictures of the person's own and brings them in; whether it could begin. */
  async function importPictures(): Promise<boolean> {
    const picked = await engine.pick('pictures')
    if (picked === undefined || typeof picked === 'string') return picked !== undefined && (await bringIn(picked))
    // How it comes over is shown wherever the person goes meanwhile.
    void takeIn(picked)
    return true
  }
  /** Brings in what was let go over the window: read where it lies, or handed over where nobody tells that. */
  async function bringInDropped(dropped: readonly Dropped[]): Promise<void> {
    const unknown: Dropped[] = []
    for (const one of dropped) {
      const path = engine.pathOf(one.file)
      if (path === undefined) unknown.push(one)
      else await bringIn(path)
    }
    await takeIn(handedOf(unknown, t('data.yours')))
  }
  async function cancel(id: string): Promise<void> {
    const answer = await toasts.attempt(() => client.data.cancel({ id, asker }))
    if (answer?.goesOn) toasts.say(t('data.goesOn'))
  }
  async function verify(id: string): Promise<void> {
    const answer = await toasts.attempt(() => client.data.verify({ id }))
    if (answer) toasts.say(saidInWords(answer.said), { bad: !answer.sound })
  }

  /** A page of pictures of a split, or of one class of it. Rejects with what keeps it. */
  const look = (where: { id: string; split: DataSplit; class?: number; offset: number; count: number }): Promise<Page> => client.data.look(where)
  /** Pictures by their numbers. Rejects with what keeps them. */
  const pictures = (where: { id: string; split: DataSplit; numbers: number[] }): Promise<Sheet> => client.data.pictures(where)
  /** The label of one picture, which says its class. Rejects with what keeps it. */
  const labelOf = async (where: { id: string; split: DataSplit; number: number }) => (await client.data.details(where)).label
  const preview = (asked: Parameters<typeof client.data.preview>[0]): Promise<Sheet> => client.data.preview(asked)

  return { all, byId, looked, get, cancel, remove, importPictures, bringInDropped, verify, look, pictures, labelOf, preview }
})
