import type { Random } from '#shared/base/random'

/** A colour in Oklab: lightness 0 to 1, then green to red and blue to yellow; distances in it are about as large as they look. */
export type Colour = readonly [lightness: number, greenRed: number, blueYellow: number]
/** Red, green and blue of sRGB, 0 to 255, not rounded. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** Any colour that a screen shows, not quite black, up to a strength: 0.05 is muted, 0.2 vivid. */
export function anyColour(source: Random, strongest: number): Colour {
  const chroma = strongest * source.uniform()
  const hue = 2 * Math.PI * source.uniform()
  return shown([0.26 + 0.7 * source.uniform(), chroma * Math.cos(hue), chroma * Math.sin(hue)])
}

/** A colour at about this distance from the other, in any direction. */
export function beside(colour: Colour, distance: number, source: Random): Colour {
  const step = [source.normal(), source.normal(), source.normal()] as const
  const scale = distance / Math.hypot(...step)
  const lightness = Math.min(Math.max(colour[0] + step[0] * scale, 0.1), 0.98)
  return shown([lightness, colour[1] + step[1] * scale, colour[2] + step[2] * scale])
}

/** A colour whose distance to the nearest of these lies within the limits, or as nearly so as some dozens of tries find. */
export function apart(colours: readonly [Colour, ...Colour[]], { least, most }: { least: number; most: number }, source: Random): Colour {
  let best = colours[0]
  let smallestFault = Infinity
  for (let tries = 0; tries < 48 && smallestFault > 0; tries++) {
    const candidate = tries % 2 === 0 ? anyColour(source, 0.24) : beside(colours[0], least + (most - least) * source.uniform(), source)
    const nearest = Math.min(...colours.map((colour) => Math.hypot(candidate[0] - colour[0], candidate[1] - colour[1], candidate[2] - colour[2])))
    const fault = Math.max(least - nearest, nearest - most, 0)
    if (fault < smallestFault) {
      best = candidate
      smallestFault = fault
    }
  }
  return best
}

/** The colour as a screen shows it. */
export function toRgb(colour: Colour): Rgb {
  const [red, green, blue] = toLinear(colour)
  return [encode(red), encode(green), encode(blue)]
}

/** The colour itself, or paler, when no screen shows it as strong as that. */
function shown(colour: Colour): Colour {
  let paler = colour
  for (let tries = 0; tries < 12 && toLinear(paler).some((light) => light < 0 || light > 1); tries++) {
    paler = [paler[0], paler[1] * 0.8, paler[2] * 0.8]
  }
  return paler
}

/** Oklab to linear sRGB by Björn Ottosson's matrices (bottosson.github.io/posts/oklab, 2020). */
function toLinear([lightness, a, b]: Colour): [red: number, green: number, blue: number] {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

/** The transfer curve of sRGB (IEC 61966-2-1). */
function encode(linear: number): number {
  const light = Math.min(Math.max(linear, 0), 1)
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)
}
