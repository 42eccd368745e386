/** Source text, and which of its lines speak of which layer. */
export interface Source {
  readonly text: string
  /** Line numbers from 0, by the layer's id. */
  readonly lines: ReadonlyMap<string, readonly number[]>
}

/** Source as it is written, line by line. */
export class Lines {
  private readonly written: string[] = []
  private readonly about = new Map<string, number[]>()

  /** Adds a line about these layers. */
  add(text = '', layers: readonly string[] = []): this {
    for (const id of layers) this.about.set(id, [...(this.about.get(id) ?? []), this.written.length])
    this.written.push(text)
    return this
  }

  source(): Source {
    return { text: `${this.written.join('\n')}\n`, lines: this.about }
  }
}
