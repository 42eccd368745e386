import { language, t } from './locale'

/** The gap before a unit; a line is not broken there. */
const GAP = '\u00a0'

/** Several things one after the other. */
export function listed(parts: readonly (string | number)[]): string {
  return parts.join(t('comma'))
}

/** A number in full, its thousands parted: 15,253,578. */
export function number(value: number, digits = 0): string {
  return formatter(language.value, digits).format(value)
}

const formatters = new Map<string, Intl.NumberFormat>()
/** Making one takes a third of a millisecond, which counts where numbers change many times a second. */
function formatter(of: string, digits: number): Intl.NumberFormat {
  const key = `${of} ${digits}`
  const made = formatters.get(key) ?? new Intl.NumberFormat(of, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  formatters.set(key, made)
  return made
}

/** A count in short: 15.3 M, 273 k, 42. */
export function short(value: number): string {
  const [divisor, unit] = value >= 1e12 ? [1e12, 'T'] : value >= 1e9 ? [1e9, 'G'] : value >= 1e6 ? [1e6, 'M'] : value >= 1e3 ? [1e3, 'k'] : [1, '']
  const digits = String(Number((value / divisor).toPrecision(3)))
  return unit ? `${digits}${GAP}${unit}` : digits
}

/** A share from 0 to 1 in per cent, a digit behind the point unless told. */
export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)}${GAP}%`
}

/** Bytes by thousands, as disks and downloads are sold: 169 MB. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)))
  return `${Number((count / 1000 ** power).toPrecision(3))}${GAP}${units[power]}`
}

/** A time in seconds as a person says it: 42 s, 3 min 5 s, 12 min, 2 h 14 min. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return t('time.seconds', { seconds: whole })
  if (whole < 600) return t('time.minutesSeconds', { minutes: Math.floor(whole / 60), seconds: whole % 60 })
  const minutes = Math.round(whole / 60)
  if (minutes < 60) return t('time.minutes', { minutes })
  return t('time.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** A loss or another figure of changing size: three digits behind the point, fewer where it is large. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size !== 0 && size < 0.001) return value.toExponential(1)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 3)
}

/** A number as a setting shows it: no more digits than it has, and of a fraction that was reckoned the first six. */
export function setting(full: number): string {
  const value = Number.isInteger(full) ? full : Number(full.toPrecision(6))
  return value !== 0 && Math.abs(value) < 0.0001 ? value.toExponential() : String(value)
}

/** A time of day out of a date's text, or the day when it is not today. */
export function moment(iso: string, now = new Date()): string {
  const date = new Date(iso)
  const style: Intl.DateTimeFormatOptions = date.toDateString() === now.toDateString() ? { hour: '2-digit', minute: '2-digit' } : { month: 'short', day: 'numeric' }
  return new Intl.DateTimeFormat(language.value, style).format(date)
}
