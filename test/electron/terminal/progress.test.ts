import { TrainingReport } from '#electron/terminal/progress'
import { bytes, counted, duration, percent, speed, table } from '#electron/terminal/words'
import { describe, expect, it } from 'vitest'

const figures = { step: 75, epoch: 2, loss: 1, accuracy: 0.5, learningRate: 0.1, imagesPerSecond: 1200 }
const step = { type: 'step', epoch: 2, epochs: 3, step: 5, steps: 70, loss: 1.23456, accuracy: 0.4567, imagesPerSecond: 1234.5, secondsLeft: 93, figures } as const
const done = { type: 'done', how: 'finished', run: 'r', weights: 'r/w' } as const

function screen(isTTY: boolean, columns = 200) {
  const written: string[] = []
  return { isTTY, columns, written, write: (text: string) => written.push(text) }
}

describe('the report of a training', () => {
  it('writes one line over and over on a terminal, and keeps what stays', () => {
    const tty = screen(true)
    const report = new TrainingReport(tty, false)
    for (const event of [{ type: 'preparing', what: 'reading the pictures' } as const, step, done]) report.tell(event)
    expect(tty.written).toEqual([
      '\r\x1b[Kreading the pictures …',
      '\r\x1b[Kepoch 2 of 3   step 5 of 70   loss 1.2346, accuracy 45.67 %   1235 images/s   1 min 33 s left',
      '\r\x1b[KDone. The weights are in r/w\n',
    ])
  })

  it('cuts the line to the window, since a line that wraps cannot be written over', () => {
    const narrow = screen(true, 20)
    new TrainingReport(narrow, false).tell(step)
    expect(narrow.written).toEqual(['\r\x1b[Kepoch 2 of 3   step'])
  })

  it('does not fill a file with progress', () => {
    const file = screen(false)
    const report = new TrainingReport(file, false)
    for (let i = 0; i < 1000; i++) report.tell(step)
    report.tell(done)
    expect(file.written).toEqual(['Done. The weights are in r/w\n'])
  })

  it('gives machines every event as a line of JSON', () => {
    const pipe = screen(false)
    const report = new TrainingReport(pipe, true)
    report.tell(step)
    expect(JSON.parse(pipe.written[0]!)).toEqual(step)
    expect(pipe.written[0]!.endsWith('\n')).toBe(true)
  })
})

describe('words', () => {
  it.each([
    [duration(0.4), '0 s'],
    [duration(59.6), '1 min 0 s'],
    [duration(3725), '1 h 2 min'],
    [percent(0.94171), '94.17 %'],
    [counted(1, 'epoch'), '1 epoch'],
    [counted(1024, 'step'), '1,024 steps'],
    [speed(1.176), '1.18 images/s'],
    [speed(1234.5), '1235 images/s'],
    [bytes(999), '999 B'],
    [bytes(65536), '65.5 kB'],
    [bytes(2 ** 30), '1.07 GB'],
    [table([['a', 'b'], ['long', '1']]), 'a     b\nlong  1'],
  ])('%s', (made, wanted) => expect(made).toBe(wanted))
})
