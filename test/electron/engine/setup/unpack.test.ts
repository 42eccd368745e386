import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { unpack } from '#electron/engine/setup/unpack'
import { makeZip } from './zip'

const { signal } = new AbortController()
let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vgg-studio-unpack-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
})

async function open(zip: Buffer): Promise<fs.promises.FileHandle> {
  fs.writeFileSync(path.join(folder, 'a.zip'), zip)
  const handle = await fs.promises.open(path.join(folder, 'a.zip'))
  onTestFinished(() => handle.close())
  return handle
}

it('writes the wanted members where they are wanted, tells of every byte, and leaves the rest', async () => {
  const zip = await open(makeZip({ 'a/b.txt': Buffer.from('bee'), 'c.txt': Buffer.from('sea'), 'd.txt': Buffer.from('no') }))
  let arrived = 0
  const to = (name: string) => path.join(folder, 'out', name)
  await unpack(zip, [{ from: 'a/b.txt', to: to('x/b') }, { from: 'c.txt', to: to('c') }], { signal, arrived: bytes => { arrived += bytes } })
  expect(fs.readdirSync(path.join(folder, 'out'), { recursive: true }).sort()).toEqual(['c', 'x', path.join('x', 'b')])
  expect(fs.readFileSync(to('x/b'), 'utf8') + fs.readFileSync(to('c'), 'utf8')).toBe('beesea')
  expect(arrived).toBe(6)
})

it('names the members that the archive lacks', async () => {
  const zip = await open(makeZip({ 'a.txt': Buffer.from('a') }))
  const wanted = ['a.txt', 'b.txt', 'c.txt'].map(from => ({ from, to: path.join(folder, from) }))
  await expect(unpack(zip, wanted, { signal, arrived: () => undefined })).rejects.toThrow('the archive lacks b.txt, c.txt')
})

it('stops when it is told to', async () => {
  const zip = await open(makeZip({ 'a.txt': Buffer.from('a') }))
  const stopped = { signal: AbortSignal.abort(), arrived: () => undefined }
  await expect(unpack(zip, [{ from: 'a.txt', to: path.join(folder, 'a') }], stopped)).rejects.toThrow('aborted')
})
