import { Activity, FileClock, FlaskConical, FolderOpen, Grid3x3, Images, Layers, Package, Pause, Play, Redo2, Save, SaveAll, Settings, Signpost, Square, SunMoon, Undo2 } from '@lucide/vue'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef, type Component } from 'vue'
import type { Keys } from '../composables/keys'
import { t } from '../locale/locale'
import { useDesk } from '../stores/desk'
import { useNetworkFiles } from '../stores/networkFiles'
import { placeNames, usePlace, type PlaceName } from '../stores/place'
import { useRuns } from '../stores/runs'
import { useSettings } from '../stores/settings'
import { useToasts } from '../stores/toasts'
import { useTour } from '../stores/tour'

/** Something that can be done: it stands in the palette, and its keys call it. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly run: () => void
  readonly keys?: Keys
  /** The browser answers these keys itself, with an event of its own that the command's place listens to. */
  readonly browsers?: boolean
  readonly icon?: Component
  /** Which place it belongs to, in words; none for the window's own. */
  readonly where?: string
  /** Whether it can be done now; always, unless it says otherwise. */
  readonly can?: boolean
  /** Why it cannot be done now, where that is worth saying. */
  readonly why?: string | undefined
}

export const placeIcons: Record<PlaceName, Component> = { data: Images, model: Layers, train: Activity, evaluate: Grid3x3, try: FlaskConical, export: Package, settings: Settings }
const placeKeys = (name: PlaceName): Keys => (name === 'settings' ? 'Mod+,' : `Mod+${placeNames.indexOf(name) + 1}`)
export const keysOfPlace = placeKeys

/** All that can be done now: the window's own commands, and those of the place that is open. */
export const useCommands = defineStore('commands', () => {
  const desk = useDesk()
  const runs = useRuns()
  const place = usePlace()
  const files = useNetworkFiles()
  const settings = useSettings()
  const tour = useTour()
  const toasts = useToasts()
  const extra = shallowRef<readonly (() => readonly Command[])[]>([])

  const own = computed<Command[]>(() => [
    ...placeNames.map((name) => ({ id: `place.${name}`, title: t(`place.${name}`), icon: placeIcons[name], keys: placeKeys(name), run: () => place.go(name) })),
    { id: 'train', title: t('do.train'), icon: Play, keys: 'Mod+Enter', can: runs.canTrain, why: runs.hindrance, run: () => void runs.train() },
    { id: 'pauseOrGoOn', title: t('do.pauseGoOn'), icon: Pause, keys: 'Mod+P', can: runs.going !== undefined, run: runs.pauseOrGoOn },
    { id: 'stop', title: t('do.stop'), icon: Square, can: runs.going !== undefined, run: () => void runs.stop(runs.going!.id) },
    { id: 'undo', title: desk.undoes ? t('do.undoWhat', { what: desk.undoes }) : t('do.undo'), icon: Undo2, keys: 'Mod+Z', can: desk.undoes !== undefined, run: desk.undo },
    { id: 'redo', title: desk.redoes ? t('do.redoWhat', { what: desk.redoes }) : t('do.redo'), icon: Redo2, keys: 'Mod+Shift+Z', can: desk.redoes !== undefined, run: desk.redo },
    { id: 'network.open', title: t('file.open'), icon: FolderOpen, keys: 'Mod+O', where: t('place.model'), run: () => void files.open() },
    { id: 'network.save', title: t('file.save'), icon: Save, keys: 'Mod+S', where: t('place.model'), run: () => void files.save() },
    { id: 'network.saveAs', title: t('file.saveAs'), icon: SaveAll, keys: 'Mod+Shift+S', where: t('place.model'), run: () => void files.saveAs() },
    { id: 'palette', title: t('do.palette'), keys: 'Mod+K', run: () => (place.paletteOpen = !place.paletteOpen) },
    { id: 'side', title: t('do.side'), keys: 'Mod+I', run: () => (place.sideOpen = !place.sideOpen) },
    { id: 'tour', title: t('tour.take'), icon: Signpost, run: tour.start },
    { id: 'theme', title: t('theme.next'), icon: SunMoon, run: () => void settings.change({ theme: settings.theme === 'dark' ? 'light' : 'dark' }) },
    ...files.recent.map((one) => ({ id: `network.recent.${one.id}`, title: t('file.openOne', { name: one.name }), icon: FileClock, where: one.path ?? t('place.model'), run: () => void files.openRecent(one) })),
  ])

  const all = computed<readonly Command[]>(() => [...own.value, ...extra.value.flatMap((commands) => commands())])

  /** Adds the commands of a place for as long as the component that asks lives. */
  function offer(commands: () => readonly Command[]): void {
    extra.value = [...extra.value, commands]
    onScopeDispose(() => (extra.value = extra.value.filter((other) => other !== commands)))
  }

  /** Does it, or says why it cannot be done now. */
  function call({ can, why, run }: Command): void {
    if (can !== false) run()
    else if (why !== undefined) toasts.say(why, { bad: true })
  }

  return { all, offer, call }
})
