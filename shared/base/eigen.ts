/** Rounds over all pairs; a symmetric matrix is diagonal to the last bit long before. */
const MOST_ROUNDS = 60

/**
 * Eigenvalues and eigenvectors of a symmetric matrix [size, size] by Jacobi's rotations, in no order: `vectors` is [which, size], each of norm 1.
 * The matrix is not changed.
 */
export function eigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  const scale = Math.sqrt(a.reduce((sum, number) => sum + number * number, 0))
  for (let round = 0, largest = Infinity; round < MOST_ROUNDS && largest > 1e-15 * scale; round++) {
    largest = 0
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        const beside = a[p * size + q]!
        largest = Math.max(largest, Math.abs(beside))
        if (beside !== 0) rotate(a, vectors, size, p, q)
      }
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors }
}

/** Turns the axes p and q until the number beside them is 0. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const angle = 0.5 * Math.atan2(2 * a[p * size + q]!, a[q * size + q]! - a[p * size + p]!)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const turn = (numbers: Float64Array, first: number, second: number) => {
    const [x, y] = [numbers[first]!, numbers[second]!]
    numbers[first] = cos * x - sin * y
    numbers[second] = sin * x + cos * y
  }
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q)
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k)
  for (let k = 0; k < size; k++) turn(vectors, p * size + k, q * size + k)
}
