// npm run shots -- [folder] [words that the names must hold]: pictures of everything in the window, in both themes and three sizes, over made-up figures.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findChromium } from '../../../build/chromium.mjs'
import { openLook, show, views } from './shown.mjs'

const [folder = 'dist/shots', ...words] = process.argv.slice(2)
const sizes = [[1280, 800], [1024, 700], [1920, 1080]]
const themes = ['dark', 'light']

const files = sizes
  .flatMap(([width, height]) => Object.keys(views).flatMap((name) => themes.map((theme) => ({ name, theme, width, height, file: `${name}-${width}-${theme}.png` }))))
  .filter(({ file }) => !words.length || words.some((word) => file.includes(word)))
const look = await openLook()
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb'] })
mkdirSync(folder, { recursive: true })
try {
  for (const { name, theme, width, height, file } of files) {
    const page = await browser.newPage({ viewport: { width, height } })
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(`${file}: ${message.text()}`))
    page.on('pageerror', (error) => console.log(`${file}: ${error.stack}`))
    await show(page, look.address, name, theme)
    await page.screenshot({ path: join(folder, file) })
    await page.close()
  }
} finally {
  await browser.close()
  await look.close()
}
console.log(`${files.length} pictures in ${folder}`)
