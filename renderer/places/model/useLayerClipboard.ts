import { useEventListener } from '@vueuse/core'
import { isField } from '../../commands/useKeys'
import { t } from '../../locale/locale'
import { useToasts } from '../../stores/toasts'
import { useModel } from './model'

/**
 * Copying, cutting and pasting layers as text. The keys come as the browser's own events, which may touch the clipboard; a command of the
 * palette asks for it, and the browser may refuse to let it be read.
 */
export function useLayerClipboard(isHere: () => boolean): { copy(): Promise<void>; cut(): Promise<void>; paste(): Promise<void> } {
  const model = useModel()
  const toasts = useToasts()
  /** A field, or text that was marked, has these keys first. */
  const isOurs = (event: ClipboardEvent) => isHere() && !event.defaultPrevented && !isField(event.target) && getSelection()?.isCollapsed !== false

  const take = (cuts: boolean) => (event: ClipboardEvent) => {
    const text = isOurs(event) ? model.copied() : undefined
    if (text === undefined) return
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    if (cuts) model.remove()
  }
  useEventListener(document, 'copy', take(false))
  useEventListener(document, 'cut', take(true))
  useEventListener(document, 'paste', (event: ClipboardEvent) => {
    const text = isOurs(event) ? event.clipboardData?.getData('text/plain') : undefined
    if (!text) return
    event.preventDefault()
    model.paste(text)
  })

  async function copy(): Promise<void> {
    const text = model.copied()
    if (text !== undefined) await navigator.clipboard.writeText(text)
  }
  return {
    copy,
    async cut() {
      await copy()
      model.remove()
    },
    async paste() {
      const text = await navigator.clipboard.readText().catch(() => undefined)
      if (text === undefined) toasts.say(t('graph.clipboardKept'))
      else model.paste(text)
    },
  }
}
