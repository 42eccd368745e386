/** A column of numbers that grows at its end, as 32-bit floats: appending copies only what is new, but for the times when room is doubled. */
export class Column {
  private room = new Float32Array(1024)
  private count = 0

  get length(): number {
    return this.count
  }

  /** All numbers so far; a view that the next append may leave behind. */
  get values(): Float32Array {
    return this.room.subarray(0, this.count)
  }

  get last(): number | undefined {
    return this.count ? this.room[this.count - 1] : undefined
  }

  append(more: ArrayLike<number>): void {
    const need = this.count + more.length
    if (need > this.room.length) {
      const larger = new Float32Array(Math.max(need, this.room.length * 2))
      larger.set(this.values)
      this.room = larger
    }
    this.room.set(more, this.count)
    this.count = need
  }
}
