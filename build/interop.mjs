// npm run test:interop: PyTorch as judge of the networks, their source and their weights. Makes a Python environment of its own, which npm test never needs.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { fail, root } from './packages.mjs'
import { ensureEngine, prepare, run } from './program.mjs'

const packages = ['torch==2.15.0', 'numpy==2.4.0']
/** What reads exports beside PyTorch, by the names of the modules. Where one cannot be had, the comparison says so and goes on without it. */
const readers = { safetensors: 'safetensors==0.8.0', onnxruntime: 'onnxruntime==1.32.0', tensorflow: 'tensorflow-cpu==2.21.0' }

await prepare()
ensureEngine()
const python = process.env.VGG_STUDIO_INTEROP_PYTHON ?? environment()
await bundle({ main: 'test/interop/main.ts' }, join('dist', 'interop'))
run(process.execPath, [join(root, 'dist', 'interop', 'main.cjs'), python, root, ...process.argv.slice(2)])

/** The Python of an environment with PyTorch and what else reads exports; made when it is not there. */
function environment() {
  const folder = join(root, 'dist', 'interop', 'python')
  const inside = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  const has = (modules) => existsSync(inside) && spawnSync(inside, ['-c', `import ${modules}`]).status === 0
  const install = (...names) => spawnSync(inside, ['-m', 'pip', 'install', '--disable-pip-version-check', '--progress-bar', 'on', ...names], { stdio: 'inherit' }).status === 0
  if (!has('torch, numpy')) {
    const outside = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0)
    if (!outside) fail('PyTorch needs Python 3.10 or newer, and there is none. Install one, or name a Python that has torch in VGG_STUDIO_INTEROP_PYTHON.')
    console.log(`Getting ${packages.join(' and ')} for the comparison (some 200 MB to 900 MB, once; into ${join('dist', 'interop', 'python')}) …`)
    rmSync(folder, { recursive: true, force: true })
    if (spawnSync(outside, ['-m', 'venv', folder], { stdio: 'inherit' }).status !== 0 || !install(...packages)) {
      rmSync(folder, { recursive: true, force: true })
      fail('The Python environment could not be made; pip says why above. Or name a Python that has torch in VGG_STUDIO_INTEROP_PYTHON.')
    }
  }
  for (const [module, name] of Object.entries(readers))
    if (!has(module) && !install(name, packages[1])) console.log(`${name} cannot be had here: what it reads is not compared.`)
  return inside
}
