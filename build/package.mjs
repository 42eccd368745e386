// npm run package: the app for this system, with its engine, in dist/package: every form that people of this system install, or those that are named (tar.gz, deb …, dir for the unpacked folder).
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builderConfig, forms } from './builder.mjs'
import { bundled } from './bundle.mjs'
import { writeLicences } from './licences.mjs'
import { fail, root } from './packages.mjs'
import { ensureEngine, prepare } from './program.mjs'
import { stage } from './stage.mjs'
import { buildWindow } from './window.mjs'

/** Packs the app in these forms; resolves with the folder of what was made. `inspect` makes a build that tests can attach to. The programs and the window must have been built. */
export async function pack(wanted, { inspect = false } = {}) {
  // The system's 7-Zip, where there is one, spares a download.
  if (existsSync('/usr/bin/7za')) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= '/usr/bin/7za'
  // The highest level takes many minutes and gains little.
  process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= '6'
  const { build, Platform } = await import('electron-builder')
  const output = join(root, 'dist', inspect ? 'package-inspect' : 'package')
  await build({
    projectDir: root,
    targets: Platform.current().createTarget(wanted),
    config: builderConfig({
      app: stage(),
      output,
      engine: execFileSync(process.execPath, [bundled('engine'), '--where'], { encoding: 'utf8' }).trim(),
      licences: await writeLicences(),
      inspect,
      updates: process.env.VGG_STUDIO_UPDATES,
      electron: unpacked(process.env.ELECTRON_OVERRIDE_DIST_PATH),
    }),
    publish: 'never',
  })
  return output
}

/** The program in what was packed as a folder, on this system. */
export function packedProgram(output) {
  if (process.platform === 'darwin') return join(output, process.arch === 'arm64' ? 'mac-arm64' : 'mac', 'VGG Studio.app', 'Contents', 'MacOS', 'VGG Studio')
  if (process.platform === 'win32') return join(output, 'win-unpacked', 'VGG Studio.exe')
  return join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`, 'vgg-studio')
}

function unpacked(folder) {
  if (!folder) return undefined
  if (!existsSync(join(folder, 'version'))) fail(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, and there is no Electron in it.`)
  return { folder, version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2)
  const known = ['dir', ...forms]
  const strange = words.find((word) => !known.includes(word))
  if (strange) fail(`npm run package makes no ${strange} on this system. It makes ${known.join(', ')}; without a word all but dir.`)
  await prepare()
  ensureEngine()
  await buildWindow()
  try {
    console.log(`\nIt lies in ${await pack(words.length ? words : forms)}`)
  } catch (error) {
    fail(/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/.test(String(error)) ? `Packing needs tools that electron-builder downloads, and they could not be had: ${error.message}.` : `The app could not be packed: ${error.message}`)
  }
}
