/** How often pictures of class `row` were taken for class `column`: counts[row][column]. */
export type Confusion = readonly (readonly number[])[]

/** The figures of one class, each 0 to 1; what has no meaning because nothing was counted is 0, as in scikit-learn. */
export interface ClassFigures {
  /** Of the pictures that were called this class, the share that are. */
  readonly precision: number
  /** Of the pictures of this class, the share that were called it. */
  readonly recall: number
  /** The harmonic mean of the two: 2 · precision · recall / (precision + recall). */
  readonly f1: number
  /** How many pictures of this class there are. */
  readonly support: number
}

/** Counts answers into a matrix of classes × classes. */
export function confusionOf(truth: ArrayLike<number>, answers: ArrayLike<number>, classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (let i = 0; i < truth.length; i++) counts[truth[i]!]![answers[i]!]!++
  return counts
}

/** The figures of each class. */
export function figuresOf(confusion: Confusion): ClassFigures[] {
  return confusion.map((row, index) => {
    const right = row[index]!
    const support = row.reduce((sum, n) => sum + n, 0)
    const called = confusion.reduce((sum, other) => sum + other[index]!, 0)
    const precision = share(right, called)
    const recall = share(right, support)
    return { precision, recall, f1: share(2 * precision * recall, precision + recall), support }
  })
}

function share(part: number, whole: number): number {
  return whole ? part / whole : 0
}
