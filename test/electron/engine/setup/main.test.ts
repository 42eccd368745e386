import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { command, makeWorld } from './makeWorld'

let folder: string
let program: string

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vgg-studio-main-'))
  program = path.join(folder, 'engine.cjs')
  const entry = path.resolve('electron/engine/setup/main.ts')
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' })
})
afterAll(() => fs.rmSync(folder, { recursive: true }))

/** Runs the command with these words on a computer that has nothing. */
function engine(...words: string[]) {
  const { home, commands } = makeWorld()
  for (const name of fs.readdirSync(commands)) fs.rmSync(path.join(commands, name))
  command({ home, commands }, 'apt-get', '')
  const env = { PATH: commands, HOME: home, XDG_DATA_HOME: path.join(home, 'data') }
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', env })
}

it('prints help with examples', () => {
  const { status, stdout } = engine('--help')
  expect(status).toBe(0)
  expect(stdout).toContain('npm run engine -- --gpu')
})

it.each(['--cuda', 'gpu'])('refuses the unknown word %s in one sentence', word => {
  const { status, stderr } = engine(word)
  expect(status).toBe(1)
  expect(stderr.trim().split('\n'))
    .toEqual([`The engine's set-up does not know ${word}.`, 'See what it knows with: npm run engine -- --help'])
})

it('names in a sentence what is missing, with the command that gets it', () => {
  const { status, stderr } = engine()
  expect(status).toBe(1)
  expect(stderr)
    .toMatch(/^\nPython, with which TensorFlow is downloaded, was not found\.\nInstall it with: (sudo )?apt-get install python3 python3-pip\n$/)
})

it('has a doctor that ends with code 1 while training is impossible', () => {
  const { status, stdout } = engine('--doctor')
  expect(status).toBe(1)
  expect(stdout).toMatch(/^missing {2}Engine/m)
  expect(stdout.trim().split('\n').at(-1)).toBe('Training is not possible yet.')
})
