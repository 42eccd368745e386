import { open, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** What a window is made of; any other kind of file is not given out. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface WindowFile {
  readonly type: string
  readonly bytes: Buffer
}

/**
 * A file of the window by the path of its address, '/' being index.html; undefined when there is none. What lies outside the folder is never given,
 * whether the path or a link leads there.
 */
export async function windowFile(folder: string, pathname: string): Promise<WindowFile | undefined> {
  const path = decoded(pathname === '/' ? '/index.html' : pathname)
  const type = path && contentTypes[extname(path).toLowerCase()]
  if (!path || !type) return undefined
  try {
    const root = await realpath(folder)
    const real = await realpath(join(root, path))
    if (!real.startsWith(root + sep)) return undefined
    const file = await open(real)
    try {
      return { type, bytes: await file.readFile() }
    } finally {
      await file.close()
    }
  } catch {
    return undefined
  }
}

/** The path that an address spells, unless it is one that no window of ours asks for. */
function decoded(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname)
    const wanted = path.startsWith('/') && !path.includes('\0') && !/[\\:]/.test(path) && !path.split('/').includes('..')
    return wanted ? path : undefined
  } catch {
    return undefined
  }
}

/** The headers that each of the window's files has, wherever it is sent from; `connections` are the places that it may connect to. */
export function windowHeaders(connections: readonly string[]): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(connections),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  }
}

/** What a window may do, as a header: only its own files, and connections to the places named. Styles may stand in attributes, which charts need. */
function contentSecurityPolicy(connections: readonly string[]): string {
  return [
    "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "font-src 'self'", "img-src 'self' data: blob:", "worker-src 'self'",
    `connect-src ${["'self'", ...connections].join(' ')}`, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].join('; ')
}
