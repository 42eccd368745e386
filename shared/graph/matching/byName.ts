import type { GivenShapes } from '../matching'
import type { ExpectedWeight } from '../weights'
import type { Pairing } from './byOrder'

/** Steps of a name by which torchvision and others call the same part of a ResNet. */
const sameParts: Readonly<Record<string, string>> = { downsample: 'shortcut', fc: 'linear' }

/** Ways to find a network's tensors by name: as it stands, without what stands before every name of the file, and with steps that mean the same. */
export function namesAlike(expected: readonly ExpectedWeight[], given: GivenShapes): Pairing[] {
  const names = [...given.keys()]
  const before = stepsBeforeAll(names)
  const bare = names.map((name) => [name.slice(before.length), name] as const)
  const alike = new Map(bare.map(([name, from]) => [canonical(name), from]))
  const ways: Pairing[] = [(name) => (given.has(name) ? name : undefined), pairingOf(new Map(bare))]
  // Where two parts of one side would become the same, nothing is known by such steps.
  const distinct = alike.size === names.length && new Set(expected.map(({ name }) => canonical(name))).size === expected.length
  return distinct ? [...ways, (name) => alike.get(canonical(name))] : ways
}

const pairingOf = (names: ReadonlyMap<string, string>): Pairing => (name) => names.get(name)

function canonical(name: string): string {
  return name.split('.').map((step) => (Object.hasOwn(sameParts, step) ? sameParts[step]! : step)).join('.')
}

/** `module.` or `model.backbone.`: the steps with which all names begin. */
function stepsBeforeAll(names: readonly string[]): string {
  const [first = ''] = names
  let before = ''
  for (let dot = first.indexOf('.'); dot >= 0; dot = first.indexOf('.', dot + 1)) {
    const longer = first.slice(0, dot + 1)
    if (!names.every((name) => name.startsWith(longer))) break
    before = longer
  }
  return before
}
