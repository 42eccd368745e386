/** Numbers and times as the terminal writes them. */

/** 93 -> '1 min 33 s'. Seconds are left out from an hour on. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  if (hours) return `${hours} h ${minutes} min`
  return minutes ? `${minutes} min ${whole % 60} s` : `${whole % 60} s`
}

/** 0.9417 -> '94.17 %'. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}

/** 15253578 -> '15,253,578'. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** 1 -> '1 epoch', 3 -> '3 epochs'. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** A speed with three figures that matter. */
export function speed(imagesPerSecond: number): string {
  return `${imagesPerSecond >= 100 ? Math.round(imagesPerSecond) : imagesPerSecond.toPrecision(3)} images/s`
}

/** Bytes in the unit that suits them. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let unit = 0
  let rest = value
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000
    unit++
  }
  return `${unit ? rest.toPrecision(3) : rest} ${units[unit]}`
}

/** Rows as aligned columns, the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd()).join('\n')
}
