// A page of the window's parts, built by Vite and served: for pictures of it, and for what looks at it in a browser.
import vue from '@vitejs/plugin-vue'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'

/** Builds the index.html of this folder and serves it. */
export async function serveBuilt(root) {
  // A folder of its own each time: pictures are taken while a test looks.
  const outDir = await mkdtemp(join(tmpdir(), 'vgg-studio-look-'))
  const base = {
    root, base: './', logLevel: 'error', plugins: [vue()], define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
    build: { outDir, emptyOutDir: true },
  }
  await build(base)
  const server = await preview({ ...base, preview: { port: 0 } })
  return { address: `http://localhost:${server.httpServer.address().port}`, close: () => server.close().then(() => rm(outDir, { recursive: true, force: true })) }
}
