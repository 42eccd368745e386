/** A module of the network by its path: a layer, or what holds others. */
export interface ModuleTree<L> {
  readonly path: string
  readonly layer?: L
  /** In the order of the network. */
  readonly children: ReadonlyMap<string, ModuleTree<L>>
}

/** The tree that module paths describe: `features.0` is the child 0 of features. */
export function treeOf<L>(layers: Iterable<readonly [path: string, layer: L]>): ModuleTree<L> {
  const root = { path: '', children: new Map<string, ModuleTree<L>>() }
  for (const [path, layer] of layers) {
    let at: { path: string; children: Map<string, ModuleTree<L>> } = root
    const steps = path.split('.')
    for (const [index, step] of steps.entries()) {
      const here = at.path ? `${at.path}.${step}` : step
      const last = index === steps.length - 1
      const child = at.children.get(step) ?? { path: here, children: new Map(), ...(last && { layer }) }
      at.children.set(step, child)
      at = child as typeof at
    }
  }
  return root
}

/** All layers under a module, in the order of the network. */
export function leavesOf<L>(tree: ModuleTree<L>): L[] {
  return tree.layer !== undefined ? [tree.layer] : [...tree.children.values()].flatMap(leavesOf)
}

/** Whether the children are called 0, 1, 2 … in this order, as PyTorch's lists call them. */
export function isNumbered<L>({ children }: ModuleTree<L>): boolean {
  return [...children.keys()].every((key, index) => key === String(index))
}
