/** Changes of a picture's colours, in place: values from 0 to 255 with fractions, [pixels, channels]. Each brings its result back to that scale. */

/** Grey of a pixel of three channels, with the weights of ITU-R BT.601 as torchvision rounds them. */
const [RED, GREEN, BLUE] = [0.2989, 0.587, 0.114]

/** So many times as bright; 1 changes nothing. */
export function brighten(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = clamped(values[i]! * factor)
}

/** Each value so many times as far from the picture's mean grey. */
export function contrast(values: Float32Array, channels: number, factor: number): void {
  const rest = meanGrey(values, channels) * (1 - factor)
  for (let i = 0; i < values.length; i++) values[i] = clamped(values[i]! * factor + rest)
}

/** Each pixel of three channels so many times as far from its own grey. */
export function saturate(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i += 3) {
    const rest = greyAt(values, i) * (1 - factor)
    for (let channel = i; channel < i + 3; channel++) values[channel] = clamped(values[channel]! * factor + rest)
  }
}

/** Turns each pixel's hue, of three channels, by this part of the whole circle; its largest and least value stay (A. R. Smith's HSV, 1978). */
export function turnHue(values: Float32Array, turn: number): void {
  const turned = ((turn * 6) % 6 + 6) % 6
  for (let i = 0; i < values.length; i += 3) {
    const red = values[i]!
    const green = values[i + 1]!
    const blue = values[i + 2]!
    const most = red > green ? (red > blue ? red : blue) : green > blue ? green : blue
    const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue
    const spread = most - least
    if (spread === 0) continue
    let hue = turned
    if (most === red) hue += (green - blue) / spread
    else if (most === green) hue += 2 + (blue - red) / spread
    else hue += 4 + (red - green) / spread
    values[i] = atHue(5 + hue, most, spread)
    values[i + 1] = atHue(3 + hue, most, spread)
    values[i + 2] = atHue(1 + hue, most, spread)
  }
}

/** The value of a channel at a place from 0 to 18 around the circle of six: it is least for two sixths, and rises and falls in one each. */
function atHue(place: number, most: number, spread: number): number {
  const around = place >= 12 ? place - 12 : place >= 6 ? place - 6 : place
  const below = around < 2 ? around : 4 - around
  return most - spread * (below < 0 ? 0 : below > 1 ? 1 : below)
}

function greyAt(values: Float32Array, at: number): number {
  return RED * values[at]! + GREEN * values[at + 1]! + BLUE * values[at + 2]!
}

function meanGrey(values: Float32Array, channels: number): number {
  let sum = 0
  if (channels === 3) for (let i = 0; i < values.length; i += 3) sum += greyAt(values, i)
  else for (let i = 0; i < values.length; i++) sum += values[i]! / channels
  return (sum * channels) / values.length
}

function clamped(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value
}
