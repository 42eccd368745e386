// The window over the fake studio, built and served: for pictures of it (shots.mjs), and for the tests that look at it in a browser.
import { fileURLToPath } from 'node:url'
import { serveBuilt } from '../served.mjs'

/** What there is to see, by name: the words after the ? in the window's address (look.ts). A name that ends in -zh is shown in Chinese. */
export const views = {
  'train-live': 'place=train&view=live',
  'train-hint': 'place=train&view=live&run=run-11',
  'train-broke-off': 'place=train&view=live&run=run-9',
  'train-plan': 'place=train&view=plan',
  'train-unreadable': 'place=train&view=live&unreadable=1',
  'train-none': 'place=train&view=live&runs=none',
  data: 'place=data',
  'data-upload': 'place=data&upload=1',
  'data-path': 'place=data&dialogs=none&open=1',
  'train-refused': 'place=train&view=plan&runs=none&refused=1',
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
  'train-start': 'place=train&view=plan&network=vgg16-bn&from=vgg16_bn',
  'train-start-zh': 'place=train&view=plan&network=vgg16-bn&from=vgg16_bn',
  'train-start-unsaid': 'place=train&view=plan&network=vgg16-bn&from=unsaid',
  'train-finder': 'place=train&view=plan&asked=1',
  'evaluate-none': 'place=evaluate&runs=none',
  'evaluate-all': 'place=evaluate&asked=1',
  'evaluate-cell': 'place=evaluate&asked=1&cell=3,4',
  'evaluate-100': 'place=evaluate&asked=1&classes=100',
  'evaluate-zh': 'place=evaluate&asked=1',
  'try-answer': 'place=try&asked=1&nearest=1',
  'try-before-nearest': 'place=try&asked=1',
  'try-zh': 'place=try&asked=1&nearest=1',
  export: 'place=export',
  'export-asked': 'place=export&asked=1&live=1',
  'export-none': 'place=export&runs=none',
  'export-zh': 'place=export&asked=1',
  settings: 'place=settings',
  'settings-getting': 'place=settings&asked=1',
  'settings-without': 'place=settings&engines=none',
  'settings-kept': 'place=settings&engines=kept',
  'path-dialog': 'place=data&dialogs=none&choose=pictures',
  toasts: 'place=model&network=vgg16-bn&faults=1',
  'train-blocked': 'place=train&view=plan&network=vgg16-bn&rest=ghost',
  palette: 'place=train&view=live&palette=1',
  start: 'place=start&runs=none&first=1',
  'start-zh': 'place=start&runs=none&first=1',
  tour: 'place=start&runs=none&first=1&tour=1',
  'train-zh': 'place=train&view=live',
  'plan-zh': 'place=train&view=plan',
  'data-zh': 'place=data',
  'model-zh': 'place=model&network=vgg16-bn&layer=features.3',
  'settings-zh': 'place=settings',
}

/** Builds the window over the fake studio and serves it. */
export const openLook = () => serveBuilt(fileURLToPath(new URL('.', import.meta.url)))

/** Opens one of the views on a page, in its own language or this one, and waits until it stands. */
export async function show(page, address, name, theme, language) {
  const query = views[name]
  await page.goto(`${address}/?${query}&theme=${theme}&language=${language ?? (name.endsWith('-zh') ? 'zh-CN' : 'en')}`)
  await page.waitForSelector('.place')
  if (query.includes('show=grid')) await page.getByText(/^(Grid|网格)$/).click()
  await page.waitForTimeout(query.includes('asked') ? 1200 : 500)
}
