import type { Graph } from '../graph/document'
import { factsOf } from '../graph/facts'
import { modulePaths } from '../graph/modules'
import { settingsOf } from '../graph/read'
import { callsOf, variablesOf, type Call, type SourceLayer } from './calls'
import { chainsOf } from './chains'
import { Lines, type Source } from './lines'
import { isNumbered, treeOf, type ModuleTree } from './tree'

/**
 * A sound network as PyTorch source: one class whose state dict has the names of the exported weights, so that they load strictly.
 * Throws the first problem of a network that is not sound.
 */
export function pytorchSource(graph: Graph): Source {
  const facts = factsOf(graph)
  const paths = modulePaths(facts.placed.map(({ node }) => node.name))
  const layers = facts.placed.map((placed, index): SourceLayer => {
    const { kind, values } = settingsOf(placed.node)
    return { ...placed, path: paths.get(placed.node.name)!, torch: kind.pytorch(values, facts.layers[index]!.inputs) }
  })
  const tree = treeOf(layers.flatMap((layer) => (layer.torch && 'module' in layer.torch ? [[layer.path, layer] as const] : [])))
  const chains = chainsOf(tree, layers)
  const calls = callsOf(layers, chains)

  const lines = new Lines()
  if (isUsed(layers, 'torch.')) lines.add('import torch')
  if (isUsed(layers, 'F.')) lines.add('import torch.nn.functional as F')
  lines.add('from torch import nn').add().add()
  lines.add(`class ${classNameOf(graph.name)}(nn.Module):`)
  const end = facts.placed.at(-1)!.node
  const gives = end.id === facts.logits ? 'logits' : 'probabilities'
  lines.add(`    """Takes pictures of ${facts.input.join(' × ')} and gives ${gives} of ${facts.classes} classes; ${facts.total.parameters.toLocaleString('en-US')} parameters."""`).add()
  lines.add('    def __init__(self):').add('        super().__init__()')
  for (const [name, module] of tree.children) declare(lines, name, module, chains)
  for (const { node, path, torch } of layers)
    for (const parameter of (torch && 'module' in torch && torch.fixed) || []) lines.add(`        ${accessOf(tree, path)}.${parameter}.requires_grad_(False)`, [node.id])
  lines.add().add('    def forward(self, x):', [facts.placed[0]!.node.id])
  writeForward(lines, calls, tree, layers.find(({ torch }) => !torch)!.node.id)
  return lines.source()
}

/** Whether the forward pass needs a module of this name besides the layers. */
function isUsed(layers: readonly SourceLayer[], name: string): boolean {
  return layers.some(({ torch, inputs }) => torch && ('expression' in torch ? torch.expression(inputs.map(() => 'x')) : torch.before?.('x') ?? '').includes(name))
}

/** The class that a network's source defines: `VGG16BN` of VGG16-BN. */
export function classNameOf(name: string): string {
  const letters = name.replace(/[^A-Za-z0-9]/g, '')
  return /^[A-Za-z]/.test(letters) ? letters[0]!.toUpperCase() + letters.slice(1) : 'Network'
}

function declare(lines: Lines, name: string, module: ModuleTree<SourceLayer>, chains: ReadonlyMap<string, unknown>): void {
  const before = isIdentifier(name) ? `self.${name} = ` : `self.add_module('${name}', `
  writeModule(lines, module, chains, { indent: 8, before, after: isIdentifier(name) ? '' : ')' })
}

interface Around {
  readonly indent: number
  readonly before: string
  readonly after: string
}

function writeModule(lines: Lines, module: ModuleTree<SourceLayer>, chains: ReadonlyMap<string, unknown>, { indent, before, after }: Around): void {
  const space = ' '.repeat(indent)
  if (module.layer) {
    lines.add(`${space}${before}${constructorOf(module.layer)}${after}`, [module.layer.node.id])
    return
  }
  const inChain = chains.has(module.path) || [...chains.keys()].some((path) => module.path.startsWith(`${path}.`))
  const [opening, closing] = inChain ? ['nn.Sequential(', ')'] : isNumbered(module) ? ['nn.ModuleList([', '])'] : ['nn.ModuleDict({', '})']
  lines.add(`${space}${before}${opening}`)
  for (const [name, child] of module.children)
    writeModule(lines, child, chains, { indent: indent + 4, before: opening === 'nn.ModuleDict({' ? `'${name}': ` : '', after: ',' })
  lines.add(`${space}${closing}${after}`)
}

function constructorOf({ torch }: SourceLayer): string {
  return torch && 'module' in torch ? `${torch.module}(${torch.args.join(', ')})` : ''
}

function writeForward(lines: Lines, calls: readonly Call[], tree: ModuleTree<SourceLayer>, images: string): void {
  const variables = variablesOf(calls, images)
  calls.forEach(({ layers, chain }, index) => {
    const { inputs, output } = variables[index]!
    const { torch, path } = layers[0]!
    const value = torch && 'expression' in torch ? torch.expression(inputs)
      : `${accessOf(tree, chain ?? path)}(${torch?.before && chain === undefined ? torch.before(inputs[0]!) : inputs[0]})`
    const last = index === calls.length - 1
    lines.add(`        ${last ? 'return' : `${output} =`} ${value}`, layers.map(({ node }) => node.id))
  })
}

/** How a module is reached: `self.layer1[0]['conv1']` for layer1.0.conv1. */
function accessOf(root: ModuleTree<SourceLayer>, path: string): string {
  let at = root
  return path.split('.').reduce((reached, step) => {
    const inside = at === root ? (isIdentifier(step) ? `.${step}` : `.get_submodule('${step}')`) : isNumbered(at) ? `[${step}]` : `['${step}']`
    at = at.children.get(step)!
    return reached + inside
  }, 'self')
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z]\w*$/.test(name)
}
