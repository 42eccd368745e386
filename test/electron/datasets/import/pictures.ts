import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'

/** A PNG of one colour with a spot of another, so that it is not of one colour all over; `shade` tells pictures apart. */
export function spotted(shade: number, width = 32, height = width): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = `rgb(${shade}, ${255 - shade}, 128)`
  context.fillRect(0, 0, width, height)
  context.fillStyle = 'white'
  context.fillRect(0, 0, width / 4, height / 4)
  return canvas.encodeSync('png')
}

export type Tree = Readonly<Record<string, Uint8Array | string>>

/** Writes these files, by their paths with slashes, into a folder. */
export async function plant(folder: string, tree: Tree): Promise<string> {
  for (const [name, content] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

/** Two cats and two dogs. */
export const pets: Tree = { 'cat/1.png': spotted(10), 'cat/2.png': spotted(20), 'dog/1.png': spotted(30), 'dog/2.png': spotted(40) }
