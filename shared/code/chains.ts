import type { SourceLayer } from './calls'
import { isNumbered, leavesOf, type ModuleTree } from './tree'

/**
 * The modules that can be a Sequential, with their layers: numbered children that are layers or such modules themselves, run one after the
 * other, and nothing from outside comes in or leaves between them.
 */
export function chainsOf(tree: ModuleTree<SourceLayer>, layers: readonly SourceLayer[]): ReadonlyMap<string, readonly SourceLayer[]> {
  const consumers = new Map<string, number>()
  for (const { inputs } of layers) for (const id of inputs) consumers.set(id, (consumers.get(id) ?? 0) + 1)
  const place = new Map(layers.map((layer, index) => [layer, index]))
  const follows = (before: SourceLayer, layer: SourceLayer) =>
    layer.inputs.length === 1 && layer.inputs[0] === before.node.id && consumers.get(before.node.id) === 1 && place.get(layer)! > place.get(before)!

  const chains = new Map<string, readonly SourceLayer[]>()
  const isChain = (module: ModuleTree<SourceLayer>): boolean => {
    if (module.layer) return !!module.layer.torch && 'module' in module.layer.torch && !module.layer.torch.before
    const members = leavesOf(module)
    return isNumbered(module) && [...module.children.values()].every(isChain) && members.every((layer, index) => index === 0 || follows(members[index - 1]!, layer))
  }
  const visit = (module: ModuleTree<SourceLayer>): void => {
    if (module.layer) return
    if (module.path && isChain(module)) chains.set(module.path, leavesOf(module))
    else for (const child of module.children.values()) visit(child)
  }
  visit(tree)
  return chains
}
