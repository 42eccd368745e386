import { createPinia } from 'pinia'
import { createApp, type App } from 'vue'
import WindowApp from './shell/App.vue'
import { studioKey, type Studio } from './stores/studio'

/** Draws the whole window into an element, over this studio. */
export function showWindow(studio: Studio, element: Element): App {
  const app = createApp(WindowApp)
  app.provide(studioKey, studio)
  app.use(createPinia())
  app.mount(element)
  return app
}
