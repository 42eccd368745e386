import { readSafetensors } from '#electron/formats/safetensors'
import { readFileSync } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventsOf, studio, temporaryFolder } from '../../helpers/studio'

const quick = ['train', '--model', 'vgg16-bn-small', '--data', 'shapes:240', '--batch', '32', '--lr', '0.01']

async function finalWeights(run: string): Promise<Buffer> {
  const { last } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { last: { step: number } }
  return readFile(join(run, 'checkpoints', String(last.step), 'weights.safetensors'))
}

async function scores(run: string): Promise<unknown[]> {
  const lines = (await readFile(join(run, 'metrics.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  // Times differ from run to run; all else must not.
  return lines.filter(({ t }) => t !== 'event').map(({ seconds: _seconds, imagesPerSecond: _speed, ...line }) => line)
}

describe('train', () => {
  it('saves weights and a journal, and tells of each epoch', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    const ended = await studio([...quick, '--epochs', '2', '--out', run, '--test'])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/Training on 220 pictures, 20 held out for validation: 2 epochs of 7 steps/)
    expect(ended.out).toMatch(/Epoch 2 of 2: training loss .* accuracy .* %; validation loss .*; saved/)
    expect(ended.out).toMatch(/On the 2,000 test pictures: loss/)
    const { tensors } = readSafetensors(await finalWeights(run), 'weights')
    expect(tensors.get('features.0.weight')!.shape).toEqual([16, 3, 3, 3])
    expect(tensors.get('features.1.running_var')!.data.every((value) => value > 0)).toBe(true)
    const kinds = (await readFile(join(run, 'metrics.jsonl'), 'utf8')).trim().split('\n').map((line) => (JSON.parse(line) as { t: string }).t)
    expect(kinds.filter((kind) => kind === 'epoch')).toHaveLength(2)
    expect(kinds.filter((kind) => kind === 'step')).toHaveLength(14)
  })

  it('goes on after Ctrl-C in the middle of an epoch as if it had never stopped', async () => {
    await using folder = await temporaryFolder()
    const [whole, broken] = [join(folder.path, 'whole'), join(folder.path, 'broken')]
    expect((await studio([...quick, '--epochs', '2', '--out', whole])).code).toBe(0)

    let asked = false
    const stopped = await studio([...quick, '--epochs', '2', '--out', broken, '--json'], (printed, child) => {
      if (asked || !printed.includes('"step":3')) return
      asked = true
      child.kill('SIGINT')
    })
    expect(stopped.code).toBe(130)
    expect(eventsOf(stopped).at(-1)).toMatchObject({ type: 'done', how: 'stopped' })
    const { last } = JSON.parse(await readFile(join(broken, 'run.json'), 'utf8')) as { last: { step: number; epoch: number } }
    expect(last.epoch).toBeLessThan(2)

    expect((await studio(['train', '--resume', broken])).code).toBe(0)
    expect(await scores(broken)).toEqual(await scores(whole))
    expect((await finalWeights(broken)).equals(await finalWeights(whole))).toBe(true)
  })

  it('goes on from the last epoch after kill -9 of the process that trains, with the same result', async () => {
    await using folder = await temporaryFolder()
    const [whole, broken] = [join(folder.path, 'whole'), join(folder.path, 'broken')]
    expect((await studio([...quick, '--epochs', '3', '--out', whole])).code).toBe(0)
    let killed = false
    const ended = await studio([...quick, '--epochs', '3', '--out', broken, '--json'], (printed) => {
      if (killed || !/"type":"step","epoch":2,"epochs":3,"step":3/.test(printed)) return
      killed = true
      process.kill(Number(readFileSync(join(broken, 'lock'), 'utf8')), 'SIGKILL')
    })
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/^The process that trains ended by itself \(SIGKILL: .*\)\. What was saved is whole: go on with --resume\./)
    expect((await studio(['train', '--resume', broken])).code).toBe(0)
    expect(await scores(broken)).toEqual(await scores(whole))
    expect((await finalWeights(broken)).equals(await finalWeights(whole))).toBe(true)
  })

  it('saves and ends when the terminal is gone, and lets nobody else train the run meanwhile', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    let second: ReturnType<typeof studio> | undefined
    await studio([...quick, '--epochs', '50', '--out', run, '--json'], (printed, child) => {
      if (second || !printed.includes('"type":"epoch"')) return
      second = studio(['train', '--resume', run]).finally(() => child.kill('SIGKILL'))
    })
    expect((await second)?.err).toMatch(/is being trained by another process \(\d+\)\./)
    await trainerGone(run)
    const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { state: string; last: { epoch: number } }
    expect(record.state).toBe('stopped')
    expect(record.last.epoch).toBeLessThan(50)
  })

  it('says what to do when asked to go on with a run that is done, and trains further with more epochs', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    await studio([...quick, '--epochs', '1', '--out', run])
    const done = await studio(['train', '--resume', run])
    expect(done.code).toBe(1)
    expect(done.err).toMatch(/has done all of its 1 epoch\. Ask for more with --epochs\./)
    expect((await studio(['train', '--resume', run, '--epochs', '2'])).out).toMatch(/Epoch 2 of 2/)
  })

  it('stops at a loss that is no number, names the step and the likely cause, and keeps what was good', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    const ended = await studio(['train', '--model', 'vgg16-bn-small', '--data', 'shapes:240', '--batch', '32', '--lr', '100', '--weight-decay', '1', '--epochs', '60', '--out', run])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/^The loss became (NaN|infinite) at step \d+ of epoch \d+, most likely because the learning rate 100 is too high for this network; .*\. Try a learning rate of 10\.\n$/)
    const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { state: string; last?: { step: number } }
    expect(record.state).toBe('failed')
    if (record.last) {
      const { tensors } = readSafetensors(await finalWeights(run), 'weights')
      for (const { data } of tensors.values()) expect(data.every(Number.isFinite)).toBe(true)
    }
  })

  it('keeps the best and the last weights, and no others', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    await studio([...quick, '--epochs', '4', '--out', run])
    const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { best: { step: number }; last: { step: number } }
    const kept = new Set([String(record.best.step), String(record.last.step)])
    expect(new Set(await readdir(join(run, 'checkpoints')))).toEqual(kept)
  })

  it('trains without held-out pictures, in bfloat16, and with a last batch that is smaller', async () => {
    await using folder = await temporaryFolder()
    const ended = await studio(['train', '--model', 'vgg16-bn-small', '--data', 'shapes:70', '--batch', '32', '--epochs', '1', '--holdout', '0', '--precision', 'bfloat16', '--out', join(folder.path, 'run')])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/Training on 70 pictures: 1 epoch of 3 steps/)
  })
})

describe('train refuses, with one sentence and without leaving anything behind,', () => {
  it.each([
    ['an unknown option', ['--modle', 'x'], /^--modle is not an option of this command\./],
    ['an option without its value', ['--epochs'], /^--epochs needs a value\./],
    ['a number out of its limits', [...quick.slice(1), '--batch', '0'], /^--batch must be a (whole )?number from 1 to 65536, not '0'\./],
    ['a number that is none', [...quick.slice(1), '--lr', 'fast'], /^--lr must be a number from 1e-12 to 100, not 'fast'\./],
    ['a missing model', ['--data', 'shapes'], /^--model is missing/],
    ['a missing data set', ['--model', 'vgg16-bn'], /^--data is missing/],
    ['an unknown model', ['--model', 'vgg17', '--data', 'shapes'], /^There is no model 'vgg17'\. Known are: vgg16-bn,/],
    ['a network that cannot be', ['--model', 'vgg16-tutorial', '--size', '32', '--data', 'shapes'], /^conv5_1 has a kernel of 3 × 3, but its input is only 2 × 2/],
    ['data that is not there', ['--model', 'vgg16-bn', '--data', 'no/such/folder'], /no\/such\/folder/],
    ['more classes than the data has', [...quick.slice(1), '--classes', '12'], /^classifier\.6 gives 12 classes, but the data has 10\./],
    ['an unknown device', [...quick.slice(1), '--device', 'tpu'], /^--device must be one of auto, cpu, gpu, not 'tpu'\./],
    ['a run that is not there', ['--resume', 'no/such/run'], /^There is no run in no\/such\/run\./],
  ])('%s', async (_what, words, sentence) => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    const ended = await studio(['train', ...words, ...(words.includes('--resume') || words.length < 2 ? [] : ['--out', run])])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(sentence)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
    expect(await readdir(folder.path)).toEqual([])
  })

  it('a folder that is not empty', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'thesis.txt'), 'mine')
    const ended = await studio([...quick, '--out', folder.path])
    expect(ended.err).toMatch(/is there already and is not empty\. Choose another folder with --out/)
    expect(await readdir(folder.path)).toEqual(['thesis.txt'])
  })

  it('a run whose record is torn', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'run.json'), '{"format":"vgg-studio-run","version":1')
    const ended = await studio(['train', '--resume', folder.path])
    expect(ended.err).toMatch(/run\.json does not describe a run: it is not JSON\./)
  })
})

/** Waits until the process that trained has let go of the run: it saves what it has when the terminal is gone. */
async function trainerGone(run: string): Promise<void> {
  for (;;) {
    const names = await readdir(run)
    if (!names.includes('lock')) return
    await new Promise((later) => setTimeout(later, 50))
  }
}
