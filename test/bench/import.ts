import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createCanvas } from '@napi-rs/canvas'
import { importPictures } from '#electron/datasets/import/importPictures'
import { table } from '#electron/terminal/words'
import { random } from '#shared/base/random'

const classes = 10
const side = 32

/**
 * Times an import of 50,000 PNG files of 32x32 pixels in ten folders, as CIFAR-10's would be, and its peak memory; with --python, next to
 * what a loop over the same folders takes that opens each file with Pillow, makes it RGB and keeps its bytes, as torchvision's ImageFolder does.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { python: { type: 'string' }, pictures: { type: 'string', default: '50000' } } })
  const folder = mkdtempSync(join(tmpdir(), 'vgg-studio-bench-'))
  try {
    const pictures = join(folder, 'pictures')
    makePictures(pictures, Number(values.pictures))
    const rows = [['', 'seconds', 'pictures a second', 'peak memory']]
    const row = (what: string, count: number, seconds: number, bytes: number) => rows.push([what, seconds.toFixed(2), Math.round(count / seconds).toLocaleString('en'), `${Math.round(bytes / 1e6)} MB`])
    if (values.python) {
      const { status, stdout, stderr } = spawnSync(values.python, ['-c', imageFolder, pictures], { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      const { count, seconds, bytes } = JSON.parse(stdout) as { count: number; seconds: number; bytes: number }
      row('Pillow, folder by folder', count, seconds, bytes)
    }
    const start = performance.now()
    const { splits } = await importPictures(join(folder, 'library'), 'bench', { path: pictures })
    row('import, decoded, hashed and on the disk', splits.training.count, (performance.now() - start) / 1000, process.resourceUsage().maxRSS * 1024)
    console.log(table(rows))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Noise on a ground of one colour: about as large as a photograph of this size. */
function makePictures(folder: string, count: number): void {
  for (let label = 0; label < classes; label++) mkdirSync(join(folder, `class ${label}`), { recursive: true })
  const context = createCanvas(side, side).getContext('2d')
  const pixels = context.createImageData(side, side)
  const source = random(1)
  for (let i = 0; i < count; i++) {
    const ground = source.below(200)
    for (let at = 0; at < pixels.data.length; at++) pixels.data[at] = at % 4 === 3 ? 255 : ground + source.below(40)
    context.putImageData(pixels, 0, 0)
    writeFileSync(join(folder, `class ${i % classes}`, `${i}.png`), context.canvas.encodeSync('png'))
  }
}

const imageFolder = `
import json, os, resource, sys, time
from PIL import Image
start = time.perf_counter()
kept = []
for name in sorted(os.listdir(sys.argv[1])):
    folder = os.path.join(sys.argv[1], name)
    for file in sorted(os.listdir(folder)):
        with open(os.path.join(folder, file), 'rb') as stream:
            kept.append(Image.open(stream).convert('RGB').tobytes())
seconds = time.perf_counter() - start
print(json.dumps({'count': len(kept), 'seconds': seconds, 'bytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
`

void main()
