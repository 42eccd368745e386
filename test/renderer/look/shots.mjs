// Takes pictures of the window over the fake studio: node test/renderer/look/shots.mjs <folder> [words that the names must hold]
// CHROMIUM_PATH names the browser when Playwright has none of its own.
import vue from '@vitejs/plugin-vue'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { build, preview } from 'vite'

const [folder = 'dist/shots', ...words] = process.argv.slice(2)
const root = fileURLToPath(new URL('.', import.meta.url))
const base = { root, base: './', logLevel: 'error', plugins: [vue()], define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' }, build: { outDir: '../../../dist/look', emptyOutDir: true } }

const views = {
  'train-live': 'place=train&view=live',
  'train-plan': 'place=train&view=plan',
  'train-none': 'place=train&view=live&runs=none',
  data: 'place=data',
  'data-grid': 'place=data&show=grid',
  model: 'place=model&network=vgg16-bn&layer=features.3&fold=1',
  'model-networks': 'place=model&network=vgg16-bn&panel=networks',
  'model-resnet': 'place=model&network=resnet-18&layer=layer2.0.add',
  'model-problem': 'place=model&network=vgg16-bn&break=1&panel=problems',
  'model-palette': 'place=model&network=vgg16-bn&layer=features.14&insert=1',
  'model-code': 'place=model&network=vgg16-bn&layer=features.3&panel=code',
  'model-overview': 'place=model&network=vgg16-bn&level=overview&layer=features.3',
  'model-close': 'place=model&network=vgg16-bn&level=close&layer=features.3',
  evaluate: 'place=evaluate',
  try: 'place=try',
  'train-compare': 'place=train&view=compare',
  'train-finder': 'place=train&view=plan&asked=1',
  'evaluate-none': 'place=evaluate&runs=none',
  'evaluate-all': 'place=evaluate&asked=1',
  'evaluate-cell': 'place=evaluate&asked=1&cell=3,4',
  'evaluate-100': 'place=evaluate&asked=1&classes=100',
  'evaluate-zh': 'place=evaluate&asked=1&language=zh-CN',
  'try-answer': 'place=try&asked=1&nearest=1',
  'try-before-nearest': 'place=try&asked=1',
  'try-zh': 'place=try&asked=1&nearest=1&language=zh-CN',
  export: 'place=export',
  'export-asked': 'place=export&asked=1&live=1',
  'export-none': 'place=export&runs=none',
  'export-zh': 'place=export&asked=1&language=zh-CN',
  settings: 'place=settings',
  palette: 'place=train&view=live&palette=1',
  'train-zh': 'place=train&view=live&language=zh-CN',
  'plan-zh': 'place=train&view=plan&language=zh-CN',
}
const sizes = [[1280, 800], [1024, 700]]

await build(base)
const server = await preview({ ...base, preview: { port: 0 } })
const address = `http://localhost:${server.httpServer.address().port}`
const browser = await chromium.launch({ ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }), args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb'] })
mkdirSync(folder, { recursive: true })
try {
  for (const [width, height] of sizes)
    for (const [name, query] of Object.entries(views))
      for (const theme of ['dark', 'light']) {
        const file = `${name}-${width}-${theme}.png`
        if (words.length && !words.some((word) => file.includes(word))) continue
        const page = await browser.newPage({ viewport: { width, height } })
        page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(`${file}: ${message.text()}`))
        page.on('pageerror', (error) => console.log(`${file}: ${error.stack}`))
        await page.goto(`${address}/?${query}&theme=${theme}`)
        await page.waitForSelector('.place')
        if (query.includes('show=grid')) await page.getByText('Grid', { exact: true }).click()
        await page.waitForTimeout(query.includes('asked') ? 1200 : 500)
        await page.screenshot({ path: join(folder, file) })
        await page.close()
      }
} finally {
  await browser.close()
  await server.close()
}
