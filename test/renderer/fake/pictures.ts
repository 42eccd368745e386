import { random } from '#shared/base/random'

const SIDE = 32

/** A picture of a class that can be told from the others: a shape of its own on a ground of its own colour. */
function paint(into: Uint8Array, at: number, label: number, number: number, side: number): void {
  const source = random(number, label)
  const own = new Float32Array(8)
  source.uniforms(own, 1)
  const colour = (turn: number) => [0, 2, 4].map((third) => 128 + 100 * Math.cos(((label + turn) / 10) * 6.28 + third + own[0]! * 0.4))
  const [front, ground] = [colour(5), colour(0)]
  const middle = [side / 2 + own[1]! * side * 0.15, side / 2 + own[2]! * side * 0.15]
  const reach = side * (0.28 + own[3]! * 0.08)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [dx, dy] = [Math.abs(x - middle[0]!) / reach, Math.abs(y - middle[1]!) / reach]
      const away = [Math.hypot(dx, dy), Math.max(dx, dy), dx + dy, Math.abs(Math.hypot(dx, dy) - 0.8) * 3, Math.min(dx, dy) * 4 + Math.max(dx, dy) * 0.6][label % 5]!
      const inside = Math.min(1, Math.max(0, (1 - away) * reach + 0.5))
      for (let c = 0; c < 3; c++) into[at++] = ground[c]! * (0.75 + (0.25 * y) / side) * (1 - inside) + front[c]! * inside
    }
}

/** So many pictures by their numbers; a picture's class is the last digit of its number. */
export function sheetOf(numbers: readonly number[], side = SIDE) {
  const bytes = new Uint8Array(numbers.length * side * side * 3)
  numbers.forEach((number, i) => paint(bytes, i * side * side * 3, number % 10, number, side))
  return { count: numbers.length, height: side, width: side, channels: 3, bytes }
}
