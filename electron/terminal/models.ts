import { problem } from '#shared/base/problem'
import type { Graph } from '#shared/graph/document'
import { presets, type PresetName } from '#shared/presets/index'

/** The list of models for --help. */
export function modelList(): string {
  return Object.entries(presets).map(([name, { help }]) => `  ${name.padEnd(16)}${help}`).join('\n')
}

/** The network of this name, for so many classes, at its own size or another. Throws unknownPreset. */
export function modelOf(name: string, { classes, size }: { classes: number; size?: number | undefined }): Graph {
  if (!Object.hasOwn(presets, name)) throw problem('unknownPreset', { name, known: Object.keys(presets).join(', ') })
  const preset = presets[name as PresetName]
  return preset.build(size ?? preset.size, classes)
}
