type Colour = readonly [number, number, number]

/** From cold to hot, evenly spaced; each is lighter than the one before, so that the order shows in grey too and to those who do not tell red from green. */
const stops: readonly Colour[] = [[18, 14, 52], [74, 20, 120], [158, 42, 126], [226, 88, 84], [250, 160, 60], [252, 240, 170]]

/** The colour of a heat from 0 to 1, as red, green and blue from 0 to 255. */
export function heatColour(heat: number): Colour {
  const at = Math.min(1, Math.max(0, heat)) * (stops.length - 1)
  const below = Math.min(stops.length - 2, Math.floor(at))
  const [from, to] = [stops[below]!, stops[below + 1]!]
  const mixed = (channel: 0 | 1 | 2) => Math.round(from[channel] + (at - below) * (to[channel] - from[channel]))
  return [mixed(0), mixed(1), mixed(2)]
}
