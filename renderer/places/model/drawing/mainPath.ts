import type { Card } from './cards'

/**
 * The main lane: the longest way through the cards, counted in cards, to the last one that has such a way; of equal ways the one with the larger
 * kernels. In the order of computing.
 */
export function mainPath(cards: readonly Card[]): readonly Card[] {
  const best = new Map<string, { card: Card; length: number; kernels: number; from: string | undefined }>()
  for (const card of cards) {
    let longest: { length: number; kernels: number; from: string | undefined } = { length: 0, kernels: 0, from: undefined }
    for (const from of card.inputs) {
      const way = best.get(from)
      // What comes later in the order stands on a circle; no way leads over it.
      if (way && (way.length > longest.length || (way.length === longest.length && way.kernels > longest.kernels))) longest = { ...way, from }
    }
    best.set(card.id, { card, length: longest.length + 1, kernels: longest.kernels + kernelOf(card), from: longest.from })
  }
  let end = [...best.values()].reduce<{ card: Card; length: number; from: string | undefined } | undefined>((most, way) => (way.length > (most?.length ?? 0) ? way : most), undefined)
  const path: Card[] = []
  while (end) {
    path.unshift(end.card)
    end = end.from === undefined ? undefined : best.get(end.from)
  }
  return path
}

function kernelOf({ main }: Card): number {
  const kernel = main.kind === 'conv2d' ? main.params.kernel : undefined
  return Array.isArray(kernel) ? Number(kernel[0]) * Number(kernel[1]) : main.kind === 'conv2d' ? 9 : 0
}
