import type { StepKind } from './stepKinds'

/** What the steps of a kind took: the first one, and the others together. */
interface Taken {
  readonly pixels: number
  readonly first: number
  others: number
  seconds: number
}

/** How fast a run goes, and how long it will still take. Times in seconds. */
export class Pace {
  private readonly before: number
  private start = performance.now()
  private epochStart = this.start
  private steppingSince = this.start
  private epochImages = 0
  private epochStepping = 0
  private readonly taken = new Map<string, Taken>()
  private last: Taken | undefined
  private validations = 0
  private validating = 0
  private validationStart = 0

  /** `before`: seconds that the run took in earlier sittings. */
  constructor(before: number) {
    this.before = before
  }

  beginEpoch(): void {
    this.epochStart = this.steppingSince = performance.now()
    this.epochImages = this.epochStepping = 0
  }

  /** Counts a step of a kind, of so many pictures; gives its pictures a second. */
  stepDone(images: number, { key, pixels }: StepKind): number {
    const now = performance.now()
    const seconds = (now - this.steppingSince) / 1000
    this.steppingSince = now
    this.epochImages += images
    this.epochStepping += seconds
    // The first step of a kind makes its plans and touches its memory for the first time: it says nothing of the others.
    this.last = this.taken.get(key)
    if (this.last) {
      this.last.others++
      this.last.seconds += seconds
    } else this.taken.set(key, (this.last = { pixels, first: seconds, others: 0, seconds: 0 }))
    return images / seconds
  }

  /** Leaves out so many milliseconds that just went by without work. */
  skip(milliseconds: number): void {
    this.start += milliseconds
    this.epochStart += milliseconds
    this.steppingSince += milliseconds
  }

  beginValidation(): void {
    this.validationStart = performance.now()
  }
  endValidation(): void {
    this.validations++
    this.validating += (performance.now() - this.validationStart) / 1000
  }

  /** Over this epoch's steps, validation left out. */
  get imagesPerSecond(): number {
    return this.epochImages / this.epochStepping
  }
  get epochSeconds(): number {
    return (performance.now() - this.epochStart) / 1000
  }
  get totalSeconds(): number {
    return this.before + (performance.now() - this.start) / 1000
  }

  /** For so many steps of each kind, and so many validations. Before the second step it is a guess from the first; for a kind that was not seen, from the last that was. */
  secondsLeft(left: readonly { readonly kind: StepKind; readonly steps: number }[], validations: number): number {
    const perValidation = this.validations ? this.validating / this.validations : 0
    return left.reduce((sum, { kind, steps }) => sum + steps * this.perStep(kind), validations * perValidation)
  }

  private perStep({ key, pixels }: StepKind): number {
    const seen = this.taken.get(key) ?? this.last
    if (!seen) return 0
    return ((seen.others ? seen.seconds / seen.others : seen.first) * pixels) / seen.pixels
  }
}
