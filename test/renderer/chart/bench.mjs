// npm run bench -- chart: what one more point costs a chart of four lines with 100,000 points each, in a real Chromium.
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { serveBuilt } from '../served.mjs'

const served = await serveBuilt(fileURLToPath(new URL('.', import.meta.url)))
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(served.address)
  await page.waitForSelector('canvas')
  const took = await page.evaluate('updates()')
  const told = (of) => {
    const times = took.map(of).sort((a, b) => a - b)
    return `${times[50].toFixed(1)} ms, 95th percentile ${times[95].toFixed(1)} ms`
  }
  console.log(`one more point of four lines with 100,000 points: ${told(({ program }) => program)} (hold: ≤ 5 ms); with what the browser, without a GPU, takes to show it: ${told(({ whole }) => whole)}`)
} finally {
  await browser.close()
  await served.close()
}
