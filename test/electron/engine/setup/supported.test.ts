import { describe, expect, it } from 'vitest'
import { pins } from '#electron/engine/setup/pins'
import { pinFor } from '#electron/engine/setup/supported'
import { asProblem, type StudioProblem } from '#shared/base/problem'
import { makeWorld } from './makeWorld'
import { outsideOf } from './world'

const here = (changes: Parameters<typeof outsideOf>[1]) => outsideOf(makeWorld(), changes)

function problemOf(look: () => unknown): StudioProblem {
  try {
    look()
  } catch (thrown) {
    return asProblem(thrown)
  }
  throw new Error('It went well.')
}

describe('the engine for a computer', () => {
  it.each([
    ['linux', 'x64', 'cpu', 'manylinux_2_27_x86_64'], ['linux', 'x64', 'gpu', 'manylinux_2_27_x86_64'],
    ['linux', 'arm64', 'cpu', 'manylinux_2_27_aarch64'], ['darwin', 'arm64', 'cpu', 'macosx_12_0_arm64'],
    ['win32', 'x64', 'cpu', 'win_amd64'],
  ] as const)('exists for %s on %s (%s)', (platform, arch, kind, tag) => {
    expect(pinFor(kind, here({ platform, arch })).wheels[0]?.file).toContain(tag)
  })

  it.each([
    ['darwin', 'x64', 'cpu', 'There is no engine for macOS on x64.'], ['linux', 'ia32', 'cpu', 'There is no engine for Linux on ia32.'],
    ['freebsd', 'x64', 'cpu', 'There is no engine for freebsd on x64.'],
    ['darwin', 'arm64', 'gpu', 'There is no GPU engine for macOS on arm64.'],
    ['win32', 'x64', 'gpu', 'There is no GPU engine for Windows on x64.'],
  ] as const)('does not exist for %s on %s (%s)', (platform, arch, kind, sentence) => {
    const found = problemOf(() => pinFor(kind, here({ platform, arch })))
    expect(found).toMatchObject({ code: 'platformUnsupported', sentence })
    expect(found.hint).toContain('Linux on x64')
  })

  it('needs glibc, 2.27 or newer', () => {
    expect(problemOf(() => pinFor('cpu', here({ glibc: undefined }))).sentence)
      .toBe('Test Linux 1 has no glibc, the C library that TensorFlow needs.')
    expect(problemOf(() => pinFor('cpu', here({ glibc: '2.17' }))).sentence).toBe(
      'The C library of this system, glibc 2.17, is older than the 2.27 that TensorFlow needs.')
    for (const glibc of ['2.27', '2.36', '3.0']) expect(() => pinFor('cpu', here({ glibc }))).not.toThrow()
  })
})

describe('the pins', () => {
  it.each(pins.map(pin => [`${pin.platform} ${pin.arch} ${pin.kind}`, pin] as const))('of %s fit together', (_name, pin) => {
    const kept = pin.wheels.flatMap(wheel => wheel.keep)
    const there = [...kept.map(({ to }) => to), ...pin.wheels.flatMap(wheel => wheel.build)]
    expect(there).toEqual(expect.arrayContaining([...pin.link]))
    expect(kept.map(({ to }) => to)).toEqual(expect.arrayContaining([...pin.strip]))
    expect(new Set(there).size).toBe(there.length)
    for (const { file, sha256 } of pin.wheels) {
      expect(file).toMatch(/^[\w.]+-[\d.]+-(cp311-cp311|py3-none)-[\w.]+\.whl$/)
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  it.each(pins.map(pin => [`${pin.platform} ${pin.arch} ${pin.kind}`, pin] as const))('of %s ask for enough space', (_name, pin) => {
    const kept = pin.wheels.flatMap(wheel => wheel.keep).map(({ bytes }) => bytes)
    const wheels = pin.wheels.map(({ bytes }) => bytes)
    const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
    const stripped = pin.strip.length > 0 ? Math.max(...kept) : 0
    expect(pin.space).toBeGreaterThan(sum(wheels) + Math.max(Math.max(...wheels), sum(kept) + 0.8 * stripped))
  })
})
