import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** How the window is built: relative addresses, so that the same files load from Electron's own scheme and from the server. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  build: { outDir: '../dist/renderer', emptyOutDir: true, target: 'chrome114', assetsInlineLimit: 0, modulePreload: { polyfill: false }, license: { fileName: 'licences.json' } },
})
