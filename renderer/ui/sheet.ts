/** Pictures of one size: bytes [count, height, width, channels], with one or three channels. */
export interface Pictures {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly bytes: Uint8Array
}

/** Pictures side by side on a surface of their own, from which they are drawn at any size. */
export interface Atlas {
  draw(context: CanvasRenderingContext2D, number: number, x: number, y: number, width: number, height: number): void
}

/** Makes an atlas; undefined where there is nothing to draw with. */
export function atlasOf({ count, height, width, channels, bytes }: Pictures): Atlas | undefined {
  const across = Math.max(1, Math.ceil(Math.sqrt(count)))
  const canvas = document.createElement('canvas')
  canvas.width = across * width
  canvas.height = Math.max(1, Math.ceil(count / across)) * height
  const context = canvas.getContext('2d')
  if (!context) return undefined
  const image = context.createImageData(width, height)
  for (let n = 0; n < count; n++) {
    for (let i = 0, from = n * width * height * channels; i < width * height; i++, from += channels) {
      for (let c = 0; c < 3; c++) image.data[i * 4 + c] = bytes[from + (channels === 3 ? c : 0)]!
      image.data[i * 4 + 3] = 255
    }
    context.putImageData(image, (n % across) * width, Math.floor(n / across) * height)
  }
  return {
    draw(to, number, x, y, toWidth, toHeight) {
      to.drawImage(canvas, (number % across) * width, Math.floor(number / across) * height, width, height, x, y, toWidth, toHeight)
    },
  }
}

/** Gives a canvas as many dots as its place on the screen has, and a context that counts in CSS pixels. */
export function sizedContext(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | undefined {
  const dots = window.devicePixelRatio || 1
  canvas.width = Math.round(width * dots)
  canvas.height = Math.round(height * dots)
  const context = canvas.getContext('2d') ?? undefined
  context?.scale(dots, dots)
  if (context) context.imageSmoothingQuality = 'high'
  return context
}
