// Bundles what runs in Node: CommonJS of Node 18's level, so that the same files run in every Electron that is tested and shipped.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './packages.mjs'

/** Every program of the electron side, by the name of its bundle. */
const programs = {
  terminal: 'electron/terminal/main.ts',
  trainer: 'electron/trainer/main.ts',
  // A thread of the trainer.
  batches: 'electron/images/ahead/main.ts',
  datasets: 'electron/datasets/main.ts',
  engine: 'electron/engine/setup/main.ts',
  installer: 'electron/installer/main.ts',
  trial: 'electron/installer/trial.ts',
  main: 'electron/main/main.ts',
  preload: 'electron/preload/main.ts',
}

/** Where a program's bundle lies. */
export function bundled(program) {
  return join(root, 'dist', 'electron', `${program}.cjs`)
}

/**
 * Bundles programs into dist/electron. A file that did not change is left alone, and one that did is replaced at once, so that whatever is starting reads a whole one.
 * Resolves with the files that they were made of, as paths from the root.
 */
export async function bundle(entryPoints = programs, outdir = 'dist/electron') {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    // Packages that are had when they are needed are required: an import() finds nothing in a packed app's archive before Electron 28.
    supported: { 'dynamic-import': false },
    sourcemap: 'linked',
    outExtension: { '.js': '.cjs' },
    // Packages with native parts or files of their own are found where they are installed.
    define: { VGG_STUDIO_VERSION: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) },
    external: ['@tensorflow/*', '@napi-rs/canvas', 'onnxruntime-node', 'electron', 'playwright'],
    logLevel: 'error',
  })
  for (const { path, contents } of outputFiles) {
    if (same(path, contents)) continue
    mkdirSync(dirname(path), { recursive: true })
    const beside = `${path}.${process.pid}.partial`
    writeFileSync(beside, contents)
    renameSync(beside, path)
  }
  return Object.keys(metafile.inputs)
}

function same(path, contents) {
  try {
    return readFileSync(path).equals(contents)
  } catch {
    return false
  }
}
