// npm run bench -- train | ops | engine | graph | presets | batches | import | window | chart: measures, on a quiet machine, what the product promises.
// npm run bench -- kills [50]: kills the process that trains so often in mid-step, and compares what comes of it with a run that never was.
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { findChromium } from './chromium.mjs'
import { fail, root } from './packages.mjs'
import { ensureEngine, prepare, run } from './program.mjs'
import { vitest } from './vitest.mjs'
import { buildWindow } from './window.mjs'

/** Those that measure in a browser need one. */
async function needChromium(what) {
  process.env.CHROMIUM_PATH = (await findChromium()) ?? fail(`The bench of the ${what} needs a Chromium, and none could be had. Install one, or name it in CHROMIUM_PATH.`)
}

const benches = { train: ['train', 'step', 'layersModel', 'reference'], ops: ['ops'], engine: ['engine'], graph: ['graph'], presets: ['presets'], batches: ['batches'], import: ['import'], window: ['window'], chart: [] }

const [name, ...words] = process.argv.slice(2)
if (name !== 'kills' && !Object.hasOwn(benches, name ?? '')) fail(`Which? npm run bench -- ${Object.keys(benches).join(' | ')} | kills`)
await prepare()
if (name === 'chart') {
  await needChromium('charts')
  run(process.execPath, [join(root, 'test', 'renderer', 'chart', 'bench.mjs')])
  process.exit()
}
ensureEngine()
if (name === 'kills') process.exit(vitest(['test/electron/studio/resume.test.ts'], { VGG_STUDIO_KILLS: words[0] ?? '50' }).status)
const outdir = join('dist', 'bench')
if (name === 'window') {
  await buildWindow()
  await needChromium('window')
}
await bundle(Object.fromEntries(benches[name].map((program) => [program, `test/bench/${program}.ts`])), outdir)
run(process.execPath, [join(root, outdir, `${name}.cjs`), ...words])
