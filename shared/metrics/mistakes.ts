/** The places of the wrong answers, the surest first; of equally sure ones the first in order. At most `most`. */
export function surestMistakes(truth: ArrayLike<number>, answers: ArrayLike<number>, confidence: ArrayLike<number>, most: number): number[] {
  return Array.from(truth, (_, index) => index)
    .filter((index) => truth[index] !== answers[index])
    .sort((a, b) => confidence[b]! - confidence[a]! || a - b)
    .slice(0, most)
}
