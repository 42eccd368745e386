import { expect, it } from 'vitest'
import { stage, tellerOn } from '#electron/engine/setup/progress'
import { bytesInWords, timeInWords } from '#electron/engine/setup/words'

function stream(isTTY: boolean) {
  const written: string[] = []
  return { written, isTTY, columns: 20, write: (text: string) => written.push(text) }
}

it('writes progress over itself on a terminal, cut to its width and not too often, and lines over progress', () => {
  const screen = stream(true)
  const tell = tellerOn(screen)
  tell.progress('half of a very long way')
  tell.progress('a moment later')
  tell.line('done')
  tell.progress('next')
  expect(screen.written).toEqual(['\r\x1b[2Khalf of a very long', '\r\x1b[2Kdone\n', '\r\x1b[2Knext'])
})

it('writes only lines elsewhere', () => {
  const file = stream(false)
  const tell = tellerOn(file)
  tell.progress('half')
  tell.line('done')
  expect(file.written).toEqual(['done\n'])
})

it('tells a stage by one line that ends with its time', async () => {
  const file = stream(false)
  expect(await stage(tellerOn(file), 'check', () => Promise.resolve({ told: 'all well', result: 7 }))).toBe(7)
  expect(file.written.join('')).toMatch(/^ {2}check {5}all well {2}\(\d\.\d s\)\n$/)
})

it('says sizes and times as people do', () => {
  expect([11_361, 273_829_956, 1_800_000_000].map(bytesInWords)).toEqual(['12 kB', '274 MB', '1.8 GB'])
  expect([420, 65_000].map(timeInWords)).toEqual(['0.4 s', '1 min 5 s'])
})
