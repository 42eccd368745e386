import * as v from 'valibot'
import { faultIn } from '../base/fault'
import { phrase } from '../base/phrase'
import { problem } from '../base/problem'
import { called } from './called'
import { graphSchema, isRecord, VERSION, type Graph } from './document'
import { migrated } from './migrate'

/** How a file of a network ends; the terminal's end in .json, and both are the same inside. */
export const NETWORK_EXTENSION = 'vggs'

/** What a file may have at most: far more than any network that can be trained, and little enough to be read at once. */
const MOST_CHARACTERS = 32_000_000
const MOST_LAYERS = 20_000
const MOST_CONNECTIONS = 100_000
const MOST_NESTED = 100

/**
 * Reads the text of a network's file. Throws the problem of a text that is no network, naming the place in it; whether the network is sound is
 * the check's to say. Fields that this version does not know are kept.
 */
export function parseGraph(text: string): Graph {
  if (text.length > MOST_CHARACTERS) throw problem('graphTooLarge', { what: phrase('characters'), have: text.length, most: MOST_CHARACTERS })
  if (nestedIn(text) > MOST_NESTED) throw problem('graphUnreadable', { where: phrase('placeText'), reason: phrase('nestedTooDeep', { most: MOST_NESTED }) })
  let json: unknown
  try {
    // A mark of byte order, which some editors put first, is no JSON.
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw problem('graphNotJson')
  }
  if (!isRecord(json) || json.format !== 'vgg-studio-graph') throw problem('graphOfAnotherFormat')
  if (typeof json.version === 'number' && json.version > VERSION) throw problem('graphNewer', { have: json.version, newest: VERSION })
  const document = migrated(json)
  const { nodes, edges } = document as Record<string, unknown>
  refuseTooMany('layers', nodes, MOST_LAYERS)
  refuseTooMany('connections', edges, MOST_CONNECTIONS)
  const parsed = v.safeParse(graphSchema, document, { abortEarly: true })
  if (!parsed.success) throw unreadable(parsed.issues[0], document)
  // The document itself: the schema changes nothing, but would leave out a field called `constructor`.
  return document as Graph
}

/** The text of a network's file: one layer and one connection a line, so that two files can be compared line by line. */
export function showGraph({ format, version, name, nodes, edges, layout, notes, ...later }: Graph): string {
  const fields = Object.entries({ format, version, name, nodes, edges, layout, notes, ...later }).filter(([, value]) => value !== undefined).map(([field, value]) => {
    const lines = Array.isArray(value) && value.length ? `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]` : JSON.stringify(value)
    return `  ${JSON.stringify(field)}: ${lines}`
  })
  return `{\n${fields.join(',\n')}\n}\n`
}

function refuseTooMany(what: 'layers' | 'connections', list: unknown, most: number): void {
  if (Array.isArray(list) && list.length > most) throw problem('graphTooLarge', { what: phrase(what), have: list.length, most })
}

/** The problem of the first place that is not as it must be, naming the layer or connection that it is in. */
function unreadable(issue: v.BaseIssue<unknown>, document: unknown) {
  const [list, at, ...rest] = (issue.path ?? []).map(({ key }) => key)
  const field = rest.length ? called(rest.join('.')) : ''
  const where =
    list === 'nodes' && typeof at === 'number' ? phrase('placeLayer', { number: at + 1, name: nameIn(document, at), field })
    : list === 'edges' && typeof at === 'number' ? phrase('placeConnection', { number: at + 1, field })
    : list === undefined ? phrase('placeItself') : phrase('placeField', { field: called(String(list)) })
  return problem('graphUnreadable', { where, reason: faultIn(issue) })
}

function nameIn(document: unknown, at: number): string {
  const node = (document as { nodes: unknown[] }).nodes[at]
  return isRecord(node) && typeof node.name === 'string' && node.name ? called(node.name) : ''
}

/** How deep the lists and objects of a JSON text lie in one another; what is inside a string does not count. */
function nestedIn(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === 0x5c) at++
      else if (code === 0x22) quoted = false
    } else if (code === 0x22) quoted = true
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (code === 0x5d || code === 0x7d) depth--
  }
  return deepest
}
