import * as v from 'valibot'
import { graphSchema } from '../graph/document'
import { call, stream } from './contract'
import { id, name, nothing, problemData, text } from './schemas'

export const settings = v.object({ theme: v.picklist(['system', 'light', 'dark']), language: v.picklist(['system', 'en', 'zh-CN']), /** Whether the tour of the window has been taken or put away. */ toured: v.boolean() })
export type Settings = v.InferOutput<typeof settings>

const processState = v.object({ process: v.picklist(['trainer', 'datasets']), state: v.picklist(['idle', 'alive', 'restarting', 'dead']), problem: v.optional(problemData) })

/** What the program around a window wants of it: that it opens a network's file, or does one of its own commands, as its menu was told. */
export const wish = v.variant('is', [v.object({ is: v.literal('open'), path: text }), v.object({ is: v.literal('do'), command: name })])
export type Wish = v.InferOutput<typeof wish>

/** A file of a network that was opened or saved lately: its name, and where it lies. One of a browser, which does not tell where, has no path and is kept as a copy. */
export const recentNetwork = v.object({ id, name, path: v.optional(text) })
export type RecentNetwork = v.InferOutput<typeof recentNetwork>

/** The program itself: where it keeps things, how its processes are, settings, and files of networks. */
export const appArea = {
  about: call(nothing, v.object({ version: text, library: text, platform: text, /** Whether native dialogs are there. */ dialogs: v.boolean() })),
  processes: stream(nothing, v.array(processState), processState),
  settings: stream(nothing, settings, settings),
  /** A browser wants nothing of its page; what Electron's menu and the system want waits until the window listens. */
  wishes: stream(nothing, nothing, wish),
  changeSettings: call(v.partial(settings), nothing),
  /** A native dialog: the paths chosen, none when it was closed. Throws noDialogs in a browser. */
  choose: call(v.object({ what: v.picklist(['pictures', 'network', 'weights', 'folder', 'saveNetwork']), name: v.optional(name) }), v.object({ paths: v.array(text) })),
  showInFolder: call(v.object({ path: text }), nothing),
  openNetwork: call(v.object({ path: text }), v.object({ graph: graphSchema })),
  /** Throws networkChanged where the file does not hold the network any more that it is `known` to hold; without that it is written whatever it holds. */
  saveNetwork: call(v.object({ path: text, graph: graphSchema, known: v.optional(graphSchema) }), nothing),
  /** Remembers a network that a browser opened or saved by itself, under its file's name. */
  keepNetwork: call(v.object({ name, graph: graphSchema }), nothing),
  /** Files of networks that were opened or saved, the newest first; all of them again when that changes. */
  recentNetworks: stream(nothing, v.array(recentNetwork), v.array(recentNetwork)),
  openRecent: call(v.object({ id }), v.object({ graph: graphSchema })),
  /**
   * What lies on a window's desk, kept between starts: the network, the plan's and the data's choice, and where the person was, as this version of the window wrote it.
   * A window that has none yet begins with a copy: of that of `like`, else of the one that was used last. Electron knows its windows by their ports, whatever they call themselves.
   */
  readDesk: call(v.object({ window: id, like: v.optional(id) }), v.object({ desk: v.unknown(), copied: v.boolean() })),
  writeDesk: call(v.object({ window: id, desk: v.unknown() }), nothing),
}
