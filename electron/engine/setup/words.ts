import { phrase, type Phrase } from '#shared/base/phrase'

/** A number of bytes for people, in decimal units: 274 MB, 1.8 GB. */
export function bytesInWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`
  return `${Math.ceil(bytes / 1e3)} kB`
}

/** A time for people, from milliseconds: 4.2 s, 1 min 5 s. */
export function timeInWords(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/** A platform and architecture for people. */
export function systemInWords(platform: string, arch: string): Phrase {
  const names: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }
  return phrase('systemOn', { system: names[platform] ?? platform, arch })
}

/** The first line that says something, without its indentation. */
export function firstLine(text: string): string {
  return text.split('\n').map(line => line.trim()).find(Boolean) ?? ''
}
