import type { Settings } from '#shared/contract/app'
import { useMediaQuery } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watchEffect } from 'vue'
import { language, languageFor } from '../locale/locale'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** Theme and language: as the person chose, or as the system has it. They are the same in every window. */
export const useSettings = defineStore('settings', () => {
  const { client } = useStudio()
  const toasts = useToasts()
  const chosen = shallowRef<Settings>({ theme: 'system', language: 'system', toured: true })
  /** Whether the studio has told them. */
  const read = ref(false)
  const systemIsLight = useMediaQuery('(prefers-color-scheme: light)')
  const theme = computed(() => (chosen.value.theme === 'system' ? (systemIsLight.value ? 'light' : 'dark') : chosen.value.theme))

  const take = (settings: Settings) => {
    chosen.value = settings
    read.value = true
  }
  client.app.settings({}, { snapshot: take, event: take })

  watchEffect(() => {
    document.documentElement.dataset.theme = theme.value
  })
  watchEffect(() => {
    const speaks = chosen.value.language === 'system' ? languageFor(navigator.languages) : chosen.value.language
    language.value = speaks
    document.documentElement.lang = speaks
  })

  async function change(settings: Partial<Settings>): Promise<void> {
    await toasts.attempt(() => client.app.changeSettings(settings))
  }

  return { chosen, read, theme, change }
})
