import fs from 'node:fs'
import path from 'node:path'

/** The files in a folder and below it, by their paths. Node's own walk is younger than the Node of some Electron. */
export function filesIn(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const place = path.join(folder, entry.name)
    return entry.isDirectory() ? filesIn(place) : entry.isFile() ? [place] : []
  })
}
