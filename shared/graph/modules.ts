/** What PyTorch takes as the path of a module. */
const path = /^[A-Za-z0-9_]+([.][A-Za-z0-9_]+)*$/

/**
 * The PyTorch module path of each of these layer names, all different: a name that is one already stays, in any other each character that
 * is neither letter, digit nor underscore becomes an underscore, and a number is added where two would be the same.
 */
export function modulePaths(names: Iterable<string>): Map<string, string> {
  const all = [...names]
  const paths = new Map(all.filter((name) => path.test(name)).map((name) => [name, name]))
  const taken = new Set(paths.values())
  for (const name of all) {
    if (paths.has(name)) continue
    const plain = name.replace(/\W/g, '_')
    let free = plain
    for (let number = 2; taken.has(free); number++) free = `${plain}_${number}`
    taken.add(free)
    paths.set(name, free)
  }
  return paths
}

/** Tensors with their layers' names replaced; what the map does not have keeps its name. A tensor's own name follows the last dot. */
export function renameTensors<T>(tensors: ReadonlyMap<string, T>, names: ReadonlyMap<string, string>): Map<string, T> {
  return new Map([...tensors].map(([name, tensor]) => {
    const dot = name.lastIndexOf('.')
    return [`${names.get(name.slice(0, dot)) ?? name.slice(0, dot)}${name.slice(dot)}`, tensor]
  }))
}
