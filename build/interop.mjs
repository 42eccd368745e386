// npm run test:interop: PyTorch as judge of the networks, their source and their weights. Makes a Python environment of its own, which npm test never needs.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { fail, root } from './packages.mjs'
import { ensureEngine, prepare, run } from './program.mjs'

const packages = ['torch==2.15.0', 'numpy==2.4.0']

await prepare()
ensureEngine()
const python = process.env.VGG_STUDIO_INTEROP_PYTHON ?? environment()
await bundle({ main: 'test/interop/main.ts' }, join('dist', 'interop'))
run(process.execPath, [join(root, 'dist', 'interop', 'main.cjs'), python, root, ...process.argv.slice(2)])

/** The Python of an environment with PyTorch; made when it is not there. */
function environment() {
  const folder = join(root, 'dist', 'interop', 'python')
  const inside = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  if (existsSync(inside) && spawnSync(inside, ['-c', 'import torch, numpy']).status === 0) return inside
  const outside = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0)
  if (!outside) fail('PyTorch needs Python 3.10 or newer, and there is none. Install one, or name a Python that has torch in VGG_STUDIO_INTEROP_PYTHON.')
  console.log(`Getting ${packages.join(' and ')} for the comparison (some 200 MB to 900 MB, once; into ${join('dist', 'interop', 'python')}) …`)
  rmSync(folder, { recursive: true, force: true })
  const made = spawnSync(outside, ['-m', 'venv', folder], { stdio: 'inherit' }).status === 0
    && spawnSync(inside, ['-m', 'pip', 'install', '--disable-pip-version-check', '--progress-bar', 'on', ...packages], { stdio: 'inherit' }).status === 0
  if (!made) {
    rmSync(folder, { recursive: true, force: true })
    fail('The Python environment could not be made; pip says why above. Or name a Python that has torch in VGG_STUDIO_INTEROP_PYTHON.')
  }
  return inside
}
