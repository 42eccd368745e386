import { fashionMnist, mnist } from '#electron/datasets/idx/kinds'

/** An IDX file of these sizes: two zeros, 8 for bytes, the sizes, and then the values. */
export function idxOf(sizes: readonly number[], values: Uint8Array | readonly number[]): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * sizes.length))
  head.setUint32(0, 0x0800 + sizes.length)
  sizes.forEach((size, i) => head.setUint32(4 + 4 * i, size))
  return Uint8Array.from([...new Uint8Array(head.buffer), ...values])
}

/** The byte of a grey picture at a place. */
export const greyAt = (number: number, row: number, column: number) => (31 * number + 5 * row + column) % 256

/** The file of so many pictures of 28 × 28. */
export function imagesOf(count: number): Uint8Array {
  return idxOf([count, 28, 28], Uint8Array.from({ length: count * 784 }, (_, i) => greyAt(Math.floor(i / 784), Math.floor((i % 784) / 28), i % 28)))
}

function filesOf(training: readonly number[], test: readonly number[]): Readonly<Record<string, Uint8Array>> {
  return {
    'train-images-idx3-ubyte': imagesOf(training.length),
    'train-labels-idx1-ubyte': idxOf([training.length], training),
    't10k-images-idx3-ubyte': imagesOf(test.length),
    't10k-labels-idx1-ubyte': idxOf([test.length], test),
  }
}

/** Small sets that begin as MNIST and Fashion-MNIST do, and one that begins as neither. */
export const smallDigits = filesOf([...mnist.begins, 6, 7, 8], [7, 2, 1])
export const smallClothes = filesOf([...fashionMnist.begins, 1, 4], [9, 2])
export const smallOther = filesOf([3, 1, 0, 2], [1])
