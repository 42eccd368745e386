/** How fast a run goes, and how long it will still take. Times in seconds. */
export class Pace {
  private readonly before: number
  private start = performance.now()
  private epochStart = this.start
  private steppingSince = this.start
  private epochImages = 0
  private epochStepping = 0
  private steps = 0
  private stepping = 0
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

  /** Counts a step of so many pictures; gives its pictures a second. */
  stepDone(images: number): number {
    const now = performance.now()
    const seconds = (now - this.steppingSince) / 1000
    this.steppingSince = now
    this.epochImages += images
    this.epochStepping += seconds
    // The first step of a program makes its plans and touches its memory for the first time: it says nothing of the others.
    if (this.steps++ > 0) this.stepping += seconds
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

  /** For so many steps and validations. Before the second step it is a guess from the first. */
  secondsLeft(steps: number, validations: number): number {
    const perStep = this.steps > 1 ? this.stepping / (this.steps - 1) : this.epochStepping
    const perValidation = this.validations ? this.validating / this.validations : 0
    return steps * perStep + validations * perValidation
  }
}
