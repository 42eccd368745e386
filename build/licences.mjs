// The terms of all that the app is made of, in one file that goes with it.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { fail, root } from './packages.mjs'
import { packagesApart } from './stage.mjs'

/** Writes dist/licences.txt from what the bundles were made of, what lies beside them, and what the window was made of; resolves with its path. A package without terms ends the process. */
export async function writeLicences() {
  const fonts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies).filter((name) => name.startsWith('@fontsource'))
  const names = new Set([...(await bundle()).map(packageOf).filter(Boolean), ...packagesApart(), ...fonts])
  const texts = new Map([...names].map((name) => [name, terms(name)]))
  for (const { name, version, identifier, text } of JSON.parse(readFileSync(join(root, 'dist', 'renderer', 'licences.json'), 'utf8'))) texts.set(name, { version, identifier, text })

  const path = join(root, 'dist', 'licences.txt')
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(path, [opening, ...[...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(section)].join(`\n${'-'.repeat(80)}\n\n`))
  return path
}

const opening = `VGG Studio is under the Apache License 2.0. It is made with the packages below, each under its own terms.
Electron's and Chromium's terms lie in LICENSE.electron.txt and LICENSES.chromium.html beside the program, those of TensorFlow and
what it is made of in the folder of the engine (resources/engine).
`

const section = ([name, { version, identifier, text }]) => `${name} ${version}, ${identifier}\n\n${text.trim()}\n`

/** The package that a file belongs to. */
function packageOf(path) {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
}

function terms(name) {
  const folder = join(root, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  if (!file && !license) fail(`The package ${name} does not say under which terms it may be shipped. Find them, or do without it.`)
  return { version, identifier: license ?? 'see below', text: file ? readFileSync(join(folder, file), 'utf8') : `The package holds no text of its licence (${license}).` }
}
