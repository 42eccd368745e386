// Lays out what goes into the app, and nothing else, in dist/app.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { bundled } from './bundle.mjs'
import { root } from './packages.mjs'

/** The programs of the app; the others are the terminal's. */
const programs = ['main', 'preload', 'trainer', 'batches', 'datasets', 'installer', 'trial']

const here = `${process.platform}/${process.arch}`

/** The packages that are not in the bundles, because they are native or lie in files of their own, and which of their files are wanted. They must be installed, which a fresh clone does after this file has been read. */
const apart = () => ({
  '@napi-rs/canvas': /^[^/]+\.js$|^LICENSE/,
  ...Object.fromEntries(native('@napi-rs').map((name) => [name, /\.(node|dat)$/])),
  'onnxruntime-node': new RegExp(`^dist/.*\\.js$|^bin/napi-[^/]+/${here}/`),
  'onnxruntime-common': /^dist\/cjs\/.*\.js(on)?$/,
})

/** Their names. */
export const packagesApart = () => Object.keys(apart())

/** Lays the app out anew and returns its folder. The programs and the window must have been built. */
export function stage() {
  const folder = join(root, 'dist', 'app')
  rmSync(folder, { recursive: true, force: true })
  for (const program of programs) cpSync(bundled(program), join(folder, 'dist', 'electron', `${program}.cjs`))
  cpSync(join(root, 'dist', 'renderer'), join(folder, 'dist', 'renderer'), { recursive: true, filter: (path) => !path.endsWith('licences.json') })
  const dependencies = Object.fromEntries(Object.entries(apart()).map(([name, wanted]) => [name, put(name, wanted, folder)]))
  const { name, productName, version, description, author, license, main } = manifest('.')
  writeManifest(folder, { name, productName, version, description, author, license, main, dependencies })
  return folder
}

/** Puts the wanted files of a package into the app; returns its version. What the package asks for besides is in its own row, or is not used. */
function put(name, wanted, app) {
  const from = join(root, 'node_modules', name)
  const to = join(app, 'node_modules', name)
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const path = relative(from, join(entry.parentPath, entry.name))
    if (entry.isFile() && wanted.test(path.split(sep).join('/'))) cpSync(join(from, path), join(to, path))
  }
  const { version, license, main, exports, type } = manifest(join('node_modules', name))
  writeManifest(to, { name, version, license, main, exports, type })
  return version
}

function manifest(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
}

function writeManifest(folder, content) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(content, undefined, 2))
}

/** The packages with this system's libraries in a scope. */
function native(scope) {
  return readdirSync(join(root, 'node_modules', scope)).filter((name) => name.includes(`${process.platform}-${process.arch}`)).map((name) => `${scope}/${name}`)
}
