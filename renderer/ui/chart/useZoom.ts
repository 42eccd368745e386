import { useEventListener } from '@vueuse/core'
import { shallowRef, type Ref } from 'vue'
import { within, zoomed, type LinkedAxis, type Range } from './axis'

/** Where a chart's x axis lies on its canvas, in pixels, and what it shows. */
export interface AxisOnCanvas {
  valueAt(pixel: number): number
  readonly left: number
  readonly right: number
  readonly shown: Range
  readonly whole: Range
}

/** Pixels that a pointer has to go before it draws out a range. */
const DRAGGED = 4
const STEP = 1.25

/**
 * Zooming an axis on its canvas: a range drawn out with the pointer, Ctrl and the wheel, a double click for all; with the keyboard arrows for the
 * crosshair, + and − to zoom around it, 0 for all. Gives the range while it is drawn out, in pixels.
 */
export function useZoom(canvas: Readonly<Ref<HTMLCanvasElement | null>>, axis: LinkedAxis, where: () => AxisOnCanvas | undefined): Readonly<Ref<Range | undefined>> {
  const drawn = shallowRef<Range>()
  let begun: number | undefined
  const inside = ({ left, right }: AxisOnCanvas, pixel: number) => Math.min(right, Math.max(left, pixel))

  useEventListener(canvas, 'pointerdown', (event: PointerEvent) => {
    const on = where()
    if (!on || event.button !== 0) return
    begun = inside(on, event.offsetX)
    canvas.value!.setPointerCapture(event.pointerId)
  })
  useEventListener(canvas, 'pointermove', (event: PointerEvent) => {
    const on = where()
    if (!on) return
    const pixel = inside(on, event.offsetX)
    axis.move(on.valueAt(pixel))
    if (begun !== undefined && (drawn.value || Math.abs(pixel - begun) > DRAGGED)) drawn.value = [Math.min(begun, pixel), Math.max(begun, pixel)]
  })
  const end = (event: PointerEvent) => {
    const on = where()
    if (event.type === 'pointerup' && on && drawn.value) axis.zoom(within([on.valueAt(drawn.value[0]), on.valueAt(drawn.value[1])], on.whole) ?? axis.range.value)
    begun = drawn.value = undefined
  }
  useEventListener(canvas, ['pointerup', 'pointercancel'], end)
  useEventListener(canvas, 'pointerleave', () => axis.move(undefined))
  useEventListener(canvas, 'dblclick', () => axis.zoom(undefined))
  useEventListener(canvas, 'wheel', (event: WheelEvent) => {
    const on = where()
    if (!on || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    axis.zoom(zoomed(on.shown, on.valueAt(inside(on, event.offsetX)), STEP ** Math.sign(event.deltaY), on.whole))
  }, { passive: false })
  useEventListener(canvas, 'keydown', (event: KeyboardEvent) => {
    const on = where()
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return
    const [from, to] = on.shown
    const at = axis.at.value ?? (from + to) / 2
    const step = (to - from) / 40
    const done = {
      ArrowLeft: () => axis.move(Math.max(from, at - step)),
      ArrowRight: () => axis.move(Math.min(to, at + step)),
      '+': () => axis.zoom(zoomed(on.shown, at, 1 / STEP, on.whole)),
      '=': () => axis.zoom(zoomed(on.shown, at, 1 / STEP, on.whole)),
      '-': () => axis.zoom(zoomed(on.shown, at, STEP, on.whole)),
      '0': () => axis.zoom(undefined),
    }[event.key]
    if (!done) return
    event.preventDefault()
    done()
  })
  useEventListener(canvas, 'blur', () => axis.move(undefined))
  return drawn
}
