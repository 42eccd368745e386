/** What PyTorch takes as the path of a module. A step that begins with an underscore may be one of its own. */
const path = /^[A-Za-z0-9]\w*([.][A-Za-z0-9]\w*)*$/

/**
 * The PyTorch module path of each of these layer names, all different: a name that is one already stays. In any other each character that is
 * neither letter, digit nor underscore becomes an underscore, so does each dot of a name that goes on where another one ends (`a.b` beside `a`),
 * a step that is a word of Python's or PyTorch's own gets one behind it, and a number is added where two would be the same.
 */
export function modulePaths(names: Iterable<string>): Map<string, string> {
  const all = [...names]
  const used = new Set(all)
  const stays = (name: string) => path.test(name) && name.split('.').every((step, index, steps) => !reserved.has(step) && (index === 0 || !used.has(steps.slice(0, index).join('.'))))
  const paths = new Map(all.filter(stays).map((name) => [name, name]))
  const taken = new Set(paths.values())
  // What another path goes on from is taken too.
  for (const one of [...taken]) for (let dot = one.indexOf('.'); dot >= 0; dot = one.indexOf('.', dot + 1)) taken.add(one.slice(0, dot))
  for (const name of all) {
    if (paths.has(name)) continue
    const plain = name.replace(/\W/g, '_').replace(/^_+/, 'layer_') || 'layer'
    let free = reserved.has(plain) ? `${plain}_` : plain
    for (let number = 2; taken.has(free); number++) free = `${plain}_${number}`
    taken.add(free)
    paths.set(name, free)
  }
  return paths
}

/** Words that cannot name a part of a module: Python's, and what PyTorch's modules and their containers have themselves. */
const reserved = new Set([
  ...'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(' '),
  ...'T_destination add_module append apply bfloat16 buffers call_super_init children clear compile cpu cuda double dump_patches eval extend extra_repr float forward half insert ipu items keys'.split(' '),
  ...'get_buffer get_extra_state get_parameter get_submodule load_state_dict modules mtia named_buffers named_children named_modules named_parameters parameters pop requires_grad_'.split(' '),
  ...'register_backward_hook register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook'.split(' '),
  ...'register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook'.split(' '),
  ...'set_extra_state set_submodule share_memory state_dict to to_empty train training type update values xpu zero_grad'.split(' '),
])

/** Tensors with their layers' names replaced; what the map does not have keeps its name. A tensor's own name follows the last dot. */
export function renameTensors<T>(tensors: ReadonlyMap<string, T>, names: ReadonlyMap<string, string>): Map<string, T> {
  return new Map([...tensors].map(([name, tensor]) => {
    const dot = name.lastIndexOf('.')
    return [`${names.get(name.slice(0, dot)) ?? name.slice(0, dot)}${name.slice(dot)}`, tensor]
  }))
}
