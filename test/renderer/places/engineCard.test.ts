import { afterEach, describe, expect, it, vi } from 'vitest'
import type { EngineInfo } from '#shared/contract/engine'
import { openWindow, settled } from '../helpers'

const nothing = { removable: false, downloadBytes: 0, spaceBytes: 0, diskBytes: 0 }

describe('the engines in the settings', () => {
  let close = () => {}
  afterEach(() => close())
  async function open(engines?: readonly EngineInfo[]) {
    const opened = await openWindow({ runs: [], ...(engines && { engines }) })
    close = opened.close
    window.dispatchEvent(new KeyboardEvent('keydown', { key: ',', ctrlKey: true, cancelable: true, bubbles: true }))
    await vi.waitFor(() => expect(document.querySelector('[data-engine="gpu"]')).not.toBeNull(), { timeout: 20_000 })
    const card = (kind: string) => document.querySelector<HTMLElement>(`[data-engine="${kind}"]`)!
    const press = async (kind: string, name: string) => {
      ;[...card(kind).querySelectorAll('button')].find((button) => button.textContent?.trim().replace(/\u00a0/g, ' ') === name)!.click()
      await settled()
    }
    return { ...opened, text: (kind: string) => card(kind).textContent!.replace(/\u00a0/g, ' '), press, buttons: (kind: string) => card(kind).querySelectorAll('button').length }
  }

  it('get the one for the card with its size, tell how far it is, and give it up', async () => {
    const { text, press, asked } = await open()
    expect(text('cpu')).toContain('It takes 634 MB on this disk.')
    expect(text('gpu')).toContain('12.4 GB must be free meanwhile.')
    await press('gpu', 'Get the GPU engine, 3.31 GB')
    expect(text('gpu')).toContain('Downloading TensorFlow · part 6 of 13240 MB of 707 MB · 1 min 12 s left')
    await press('gpu', 'Cancel')
    expect(text('gpu')).toContain('Get the GPU engine')
    expect(asked.filter(({ name }) => name.endsWith('Engine')).map(({ name }) => name)).toEqual(['getEngine', 'cancelEngine'])
  }, 60_000)

  it('remove one after a question', async () => {
    const { press, asked } = await open()
    await press('cpu', 'Remove the engine')
    const dialog = document.querySelector('[role="dialog"]')!
    expect(dialog.textContent).toContain('Remove this engine from this computer?')
    ;[...dialog.querySelectorAll('button')].find((button) => button.textContent === 'Remove')!.click()
    await settled()
    expect(asked.at(-1)).toEqual({ name: 'removeEngine', input: { kind: 'cpu' } })
  }, 60_000)

  it('remove what was downloaded for one that was given up', async () => {
    const { text, press, asked } = await open([
      { ...nothing, kind: 'cpu', state: 'ready' },
      { ...nothing, kind: 'gpu', state: 'absent', removable: true, downloadBytes: 3_310_000_000, spaceBytes: 12_400_000_000, diskBytes: 1_200_000_000 },
    ])
    expect(text('gpu')).toContain('1.2 GB of the download are here already.')
    await press('gpu', 'Remove the download')
    const dialog = document.querySelector('[role="dialog"]')!
    expect(dialog.textContent!.replace(/\u00a0/g, ' ')).toContain('Remove what was downloaded for this engine?It frees 1.2 GB.')
    ;[...dialog.querySelectorAll('button')].find((button) => button.textContent === 'Remove')!.click()
    await settled()
    expect(asked.at(-1)).toEqual({ name: 'removeEngine', input: { kind: 'gpu' } })
  }, 60_000)

  it('say in one sentence why there is none for the card, and offer none', async () => {
    const { text, buttons } = await open([
      { ...nothing, kind: 'cpu', state: 'absent', downloadBytes: 1000 },
      { ...nothing, kind: 'gpu', state: 'impossible', why: { code: 'gpuMissing', sentence: 'No GPU can be used: a Mac has no NVIDIA card.', hint: '' } },
    ])
    expect(text('gpu')).toBe('Engine for the graphics cardNo GPU can be used: a Mac has no NVIDIA card.')
    expect(buttons('gpu')).toBe(0)
    expect(text('cpu')).toContain('Get the engine, 1 kB')
  }, 60_000)
})
