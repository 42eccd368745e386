import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLook, show, views } from '../renderer/look/shown.mjs'

/** The views in Chinese are among these again, and one with a hundred classes has no words of its own. */
const names = Object.keys(views).filter((name) => !name.endsWith('-zh') && !name.endsWith('-100'))

/** Latin words that belong into a Chinese window: names of things, of persons, of keys, and units. */
const allowed = new Set(
  [
    'VGG Studio English PyTorch TensorFlow Serving ONNX Runtime Opset SavedModel safetensors Python Node torch GPU CSV PNG JSON state dict',
    'AMD EPYC Zen Linux NVIDIA AVX XEON Nesterov SGD AdamW RMSprop Muon He Xavier fan-in fan-out float32 bfloat16 same Newton-Schulz',
    'ReLU LeakyReLU ELU GELU SiLU Swish Sigmoid Tanh Softmax Dropout BN GN LN Alpha alpha Epsilon Beta logits ln log10 F1 Grad-CAM MixUp CutMix RandAugment',
    'MB kB GB ms min cores Ctrl Shift Space Delete Esc F8 Loshchilov Hutter Jordan Smith Topin Cubuk DeVries Taylor Zhang Yun',
    // Commands.
    'sudo apt-get install pip',
    // Networks, data sets, classes and runs of the made-up studio, and what its person has written.
    'runs small Fast Blank the tutorial\'s Run run as cosine no augmentation step schedule learning rate shape',
    'input flatten linear avgpool exports MNIST NaN',
    'airplane automobile bird cat deer dog frog horse ship truck',
  ].flatMap((words) => words.split(' ')),
)
/** VGG16-BN, CIFAR-10, x64, features.3, model.py, exports/run-13, sweep-1, conv1: names in which figures or dots are. */
const named = (word: string) => /\d/.test(word) || /^[\w-]+(?:\.[\w-]+)+$/.test(word)

/** Latin words of the page, in what is drawn and in what is only read aloud or shown on hovering, each with the text around it. */
async function latinIn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const spoken = ['title', 'aria-label', 'placeholder', 'alt', 'aria-description', 'aria-valuetext']
    const found = new Set<string>()
    for (const part of document.body.querySelectorAll('*')) {
      // Source code, and what the doctor found, which is told in English as in the terminal.
      if (part.closest('pre, .source, .lines, script, style')) continue
      // What a person has called a layer, a file or a folder stands in a type of its own.
      for (const child of part.childNodes) if (child.nodeType === Node.TEXT_NODE && !part.matches('.mono:not(.formula), .names i')) found.add(child.textContent ?? '')
      for (const name of spoken) if (part.hasAttribute(name)) found.add(part.getAttribute(name)!)
    }
    return [...found]
  })
  return texts.flatMap((text) => {
    const foreign = (text.match(/[A-Za-z][\w.'-]*/g) ?? []).map((word) => word.replace(/[.'-]+$/, '')).filter((word) => word.length > 1 && !allowed.has(word) && !named(word))
    return foreign.length ? [`${foreign.join(' ')} (in: ${text.trim().slice(0, 120)})`] : []
  })
}

describe('a Chinese window speaks Chinese', () => {
  let look: Awaited<ReturnType<typeof openLook>>
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    look = await openLook()
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH!, args: ['--no-sandbox', '--disable-gpu'] })
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  })
  afterAll(async () => {
    await browser.close()
    await look.close()
  })

  it.each(names)('in %s', async (name) => {
    await show(page, look.address, name, 'light', 'zh-CN')
    expect(await latinIn(page)).toEqual([])
  })
})
