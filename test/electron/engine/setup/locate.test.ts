import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { findEngine, inspectEngine } from '#electron/engine/setup/locate'
import { spoken } from '#shared/base/phrase'
import { asProblem } from '#shared/base/problem'

const linux = { platform: 'linux' as const, arch: 'x64' }

function home(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vgg-studio-home-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  return folder
}

/** A whole engine of two tiny files. */
function makeEngine(folder: string, kind: 'cpu' | 'gpu' = 'cpu', record: object = {}): string {
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'library'), '12345')
  fs.writeFileSync(path.join(folder, 'tfjs_binding.node'), '123')
  const files = { library: 5, 'tfjs_binding.node': 3 }
  fs.writeFileSync(path.join(folder, 'engine.json'), JSON.stringify({ version: '2.21.0', kind, ...linux, files, ...record }))
  return folder
}

const installed = (person: string, kind: string) => path.join(person, '.local/share/vgg-studio/engine', `2.21.0-${kind}`)

it('takes the named engine before the bundled one, and that before the installed one', () => {
  const place = home()
  const search = (environment: Record<string, string>, bundled?: string) =>
    findEngine({ person: { ...linux, environment, home: place }, kind: 'cpu', bundled })
  expect(search({})).toBeUndefined()
  makeEngine(installed(place, 'cpu'))
  expect(search({})).toMatchObject({ origin: 'installed', folder: installed(place, 'cpu') })
  const bundled = makeEngine(path.join(place, 'app/engine'))
  expect(search({}, bundled)).toMatchObject({ origin: 'bundled', folder: bundled })
  const named = makeEngine(path.join(place, 'mine'))
  expect(search({ VGG_STUDIO_ENGINE: named }, bundled)).toMatchObject({ origin: 'named', folder: named })
})

it('passes over a bundled or installed engine that is not whole', () => {
  const place = home()
  const bundled = makeEngine(path.join(place, 'app/engine'))
  fs.rmSync(path.join(bundled, 'library'))
  makeEngine(installed(place, 'cpu'))
  expect(findEngine({ person: { ...linux, environment: {}, home: place }, kind: 'cpu', bundled })?.origin).toBe('installed')
})

it('takes a GPU engine for the processor when there is no other, and never the other way round', () => {
  const place = home()
  const person = { ...linux, environment: {}, home: place }
  makeEngine(installed(place, 'gpu'), 'gpu')
  expect(findEngine({ person, kind: 'cpu' })?.kind).toBe('gpu')
  makeEngine(installed(place, 'cpu'))
  expect(findEngine({ person, kind: 'cpu' })?.kind).toBe('cpu')
  expect(findEngine({ person, kind: 'gpu' })?.kind).toBe('gpu')
  fs.rmSync(installed(place, 'gpu'), { recursive: true })
  expect(findEngine({ person, kind: 'gpu' })).toBeUndefined()
})

it.each<[string, (folder: string) => void, string]>([
  ['is not there', folder => fs.rmSync(folder, { recursive: true }), 'there is no such folder'],
  ['has no record', folder => fs.rmSync(path.join(folder, 'engine.json')), 'it has no engine.json'],
  ['has half a record', folder => fs.truncateSync(path.join(folder, 'engine.json'), 20), 'its engine.json cannot be understood'],
  ['has an empty record', folder => fs.writeFileSync(path.join(folder, 'engine.json'), '{}'), 'its engine.json cannot be understood'],
  ['lacks a file', folder => fs.rmSync(path.join(folder, 'library')), 'library is missing'],
  ['has a shorter file', folder => fs.truncateSync(path.join(folder, 'library'), 2), 'library has 2 bytes instead of 5'],
  ['is for another system', folder => { makeEngine(folder, 'cpu', { platform: 'darwin', arch: 'arm64' }) },
    'it was made for macOS on arm64, and this is Linux on x64'],
  ['forgets its binding', folder => { makeEngine(folder, 'cpu', { files: { library: 5 } }) },
    'its engine.json does not list tfjs_binding.node'],
])('says what is wrong with a named folder that %s', (_what, spoil, fault) => {
  const place = home()
  const named = makeEngine(path.join(place, 'mine'))
  makeEngine(installed(place, 'cpu'))
  spoil(named)
  const seen = inspectEngine(named, linux)
  expect('fault' in seen && spoken(seen.fault)).toBe(fault)
  try {
    findEngine({ person: { ...linux, environment: { VGG_STUDIO_ENGINE: named }, home: place }, kind: 'cpu' })
    expect.unreachable()
  } catch (thrown) {
    const { code, sentence } = asProblem(thrown)
    expect(code).toBe('engineIncomplete')
    expect(sentence).toBe(`The folder that VGG_STUDIO_ENGINE names, ${named}, holds no whole engine: ${fault}.`)
  }
})
