import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, disposePinia } from 'pinia'
import { createApp } from 'vue'
import { studioKey, type Studio } from '#renderer/stores/studio'
import App from '#renderer/shell/App.vue'
import type { Beginning } from './fake/fakeStudio'
import { connectedStudio } from './fake/connected'

/** Stores over a fake studio, without a window; `use` gives one of them. */
export function storesOver(beginning: Beginning = {}, upload?: Studio['upload']) {
  const { studio, asked } = connectedStudio(beginning, upload)
  const app = createApp({})
  app.provide(studioKey, studio)
  app.use(createPinia())
  return { asked, use: <T>(store: () => T): T => app.runWithContext(store) }
}

/** The whole window over a fake studio. */
export async function openWindow(beginning: Beginning = {}) {
  const { studio, asked } = connectedStudio(beginning)
  document.body.innerHTML = '<div id="app"></div>'
  const pinia = createPinia()
  const window = mount(App, { attachTo: '#app', global: { plugins: [pinia], provide: { [studioKey as symbol]: studio } } })
  await settled()
  const close = () => {
    window.unmount()
    disposePinia(pinia)
  }
  return { window, asked, close }
}

/** After every message that is under way has arrived and been drawn; a place that is read for the first time takes a moment. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await flushPromises()
}
