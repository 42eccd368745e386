import { expect, inject, test } from 'vitest'
import { BrowserStudio } from './browserStudio'
import { ElectronStudio } from './electronStudio'
import type { HomeOptions } from './home'
import type { Studio } from './studio'

declare module 'vitest' {
  interface ProvidedContext {
    /** In which kind of window the specs run (vitest.config.ts). */
    host: keyof typeof hosts
  }
}

const hosts = { browser: BrowserStudio, electron: ElectronStudio }

/** `it` for specs that run in every kind of window. */
export const inStudio = (options?: HomeOptions) => sharing<Studio>(() => hosts[inject('host')].open(options))

/** `it` for the specs of a file, which share one studio, and have a window of their own each. After each the windows are left, and nothing may have gone wrong in them. */
export function sharing<S extends Studio>(open: () => Promise<S>) {
  return test
    .extend('studio', { scope: 'file' }, async ({}, { onCleanup }) => {
      const studio = await open()
      onCleanup(() => studio.close())
      return studio
    })
    .extend('page', async ({ studio }, { onCleanup }) => {
      onCleanup(async () => {
        await studio.leave()
        expect(studio.takeFaults()).toEqual([])
      })
      return await studio.window()
    })
}
