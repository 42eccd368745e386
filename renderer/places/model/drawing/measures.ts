/** Distances of the drawing in CSS pixels at 100 %. */
export const measure = {
  /** Of a card: the narrowest and the widest. */
  column: 128, widest: 170,
  /** Beside a branch. */
  lane: 114, laneGap: 16,
  gutter: 22, gap: 20,
  /** Below a card where a line forks off. */
  forkGap: 34,
  /** From a card's left edge to the line that runs through the glyphs. */
  spine: 15,
  margin: 12, top: 8, topBelowFork: 24,
  pool: 26, slim: 30, head: 38, foot: 18, row: 30,
  /** From the cards to the first line of those that run down beside them, and from one to the next. */
  channel: 14, channelStep: 10,
  radius: 7,
} as const
