type Colour = readonly [number, number, number]

/** The colours of the scale of heat, from cold to hot, as the tokens --h0 to --h6 have them. */
export function heatStops(styles: { getPropertyValue(name: string): string }): Colour[] {
  return Array.from({ length: 7 }, (_, i): Colour => {
    const hex = Number.parseInt(styles.getPropertyValue(`--h${i}`).trim().slice(1), 16)
    return [(hex >> 16) & 255, (hex >> 8) & 255, hex & 255]
  })
}

/** The colour of a heat from 0 to 1 on a scale of evenly spaced colours. */
export function heatOn(stops: readonly Colour[], heat: number): Colour {
  const at = Math.min(1, Math.max(0, heat)) * (stops.length - 1)
  const below = Math.min(stops.length - 2, Math.floor(at))
  const [from, to] = [stops[below]!, stops[below + 1]!]
  const mixed = (channel: 0 | 1 | 2) => Math.round(from[channel] + (at - below) * (to[channel] - from[channel]))
  return [mixed(0), mixed(1), mixed(2)]
}
