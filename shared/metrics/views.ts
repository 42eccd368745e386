/** How a picture is shown to the network: moved by so many pixels, with the picture going on mirrored beyond its edge, then mirrored or not. Its logits count for so much. */
export interface View {
  readonly weight: number
  readonly down: number
  readonly right: number
  readonly mirrored: boolean
}

/** In which views a network is asked for each picture that it is scored on (test-time augmentation). The weighted mean of the logits is the answer. */
export const views = {
  none: { label: 'As they are', help: 'Each picture is asked for once', shown: [{ weight: 1, down: 0, right: 0, mirrored: false }] as readonly View[] },
  flip: { label: 'And mirrored', help: 'Each picture is asked for twice, also mirrored, and the mean of the answers counts', shown: bothWays(1, 0) as readonly View[] },
  // K. Jordan's airbench94, arXiv 2404.00498.
  shifts: {
    label: 'Six views', help: 'Each picture is asked for six times: as it is and moved by one pixel both ways along the diagonal, all of them mirrored too; the shifted ones count half',
    shown: [...bothWays(1 / 2, 0), ...bothWays(1 / 4, -1), ...bothWays(1 / 4, 1)] as readonly View[],
  },
}
export type ViewsName = keyof typeof views
export const viewsNames = Object.keys(views) as [ViewsName, ...ViewsName[]]

/** A view in both ways, as it is and mirrored; together they count for so much. */
function bothWays(weight: number, pixels: number): View[] {
  return [false, true].map((mirrored) => ({ weight: weight / 2, down: pixels, right: pixels, mirrored }))
}
