// Builds the window into dist/renderer, when what it is made of has changed since.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.mjs'

const made = join(root, 'dist', 'renderer')
const mark = join(made, '.made-of')

/** Where the window's first page lies, built as its sources are now. */
export async function buildWindow() {
  const now = fingerprint()
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== now) {
    const { build } = await import('vite')
    await build({ configFile: join(root, 'renderer', 'vite.config.ts'), logLevel: 'warn' })
    writeFileSync(mark, now)
  }
  return join(made, 'index.html')
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const folder of ['renderer', 'shared'])
    for (const name of readdirSync(join(root, folder), { recursive: true }).sort())
      if (/\.(ts|vue|css|html)$/.test(name)) hash.update(name).update(readFileSync(join(root, folder, name)))
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
}
