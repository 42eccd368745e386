// node build/icon.mjs: draws resources/icon.png from icon.svg; the packager makes the icons of each system from it.
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.mjs'

const SIZE = 1024
const canvas = createCanvas(SIZE, SIZE)
const picture = await loadImage(readFileSync(join(root, 'resources', 'icon.svg')))
canvas.getContext('2d').drawImage(picture, 0, 0, SIZE, SIZE)
writeFileSync(join(root, 'resources', 'icon.png'), canvas.toBuffer('image/png'))
