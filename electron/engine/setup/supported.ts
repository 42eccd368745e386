import { problem } from '#shared/base/problem'
import type { Outside } from './outside'
import { pins, type EngineKind, type Pin } from './pins'
import { systemInWords } from './words'

/** The oldest C library that the Linux wheels run with, as their names say. */
const oldestGlibc = [2, 27] as const

/** The pin for this computer. Throws platformUnsupported, muslUnsupported or glibcTooOld where there is none. */
export function pinFor(kind: EngineKind, outside: Outside, table: readonly Pin[] = pins): Pin {
  const { platform, arch, glibc } = outside
  const pin = table.find(each => each.kind === kind && each.platform === platform && each.arch === arch)
  if (!pin) {
    const offers = table.filter(each => each.kind === kind).map(each => systemInWords(each.platform, each.arch))
    throw problem('platformUnsupported', { system: systemInWords(platform, arch), kind, offers })
  }
  if (platform === 'linux') {
    if (glibc === undefined) throw problem('muslUnsupported', { system: outside.system })
    const [major = 0, minor = 0] = glibc.split('.').map(Number)
    if (major < oldestGlibc[0] || (major === oldestGlibc[0] && minor < oldestGlibc[1]))
      throw problem('glibcTooOld', { have: glibc, need: oldestGlibc.join('.') })
  }
  return pin
}
