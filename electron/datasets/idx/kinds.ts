/** A data set in the IDX format whose pictures, and so whose classes, are known. */
export interface IdxKind {
  readonly name: string
  readonly classes: readonly string[]
  /** The labels of the first ten training pictures, by which it is known: both sets name their files alike. */
  readonly begins: readonly number[]
}

/** Pictures in the official files of both. */
export const official = { training: 60_000, test: 10_000 }

export const mnist: IdxKind = { name: 'MNIST', classes: [...'0123456789'], begins: [5, 0, 4, 1, 9, 2, 1, 3, 1, 4] }

export const fashionMnist: IdxKind = {
  name: 'Fashion-MNIST',
  classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  begins: [9, 0, 0, 3, 0, 2, 7, 2, 5, 5],
}

/** Which of the two training labels belong to; undefined when to neither. */
export function kindOfLabels(labels: ArrayLike<number>): IdxKind | undefined {
  return [mnist, fashionMnist].find(({ begins }) => begins.every((label, i) => labels[i] === label))
}
