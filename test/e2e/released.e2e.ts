import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { train } from './acts'
import { closeScreen, environment, program, words } from './electronProgram'
import { makeHome, type Home } from './home'

describe('the app as it is released', () => {
  let home: Home
  let child: ChildProcess
  let browser: Browser
  const said: string[] = []

  beforeAll(async () => {
    home = await makeHome()
    child = spawn(program, [...words, '--remote-debugging-port=0', '--inspect=0'], { env: await environment(home), stdio: ['ignore', 'ignore', 'pipe'] })
    const address = await new Promise<string>((found, failed) => {
      child.once('exit', (code) => failed(new Error(`The app ended with ${code}: ${said.join('\n')}`)))
      createInterface({ input: child.stderr! }).on('line', (line) => {
        said.push(line)
        const ready = /DevTools listening on (ws:\S+)/.exec(line)
        if (ready) found(ready[1]!)
      })
    })
    browser = await chromium.connectOverCDP(address, { noDefaults: true })
  })
  afterAll(async () => {
    await browser?.close()
    child?.kill('SIGKILL')
    closeScreen()
    await home.remove()
  })

  it('has its fuses set: no plain Node, no options from outside, no debugger, nothing but its own archive', async () => {
    const wire = await getCurrentFuseWire(program)
    const set = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE
    expect({
      runAsNode: set(FuseV1Options.RunAsNode),
      nodeOptions: set(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: set(FuseV1Options.EnableNodeCliInspectArguments),
      onlyItsArchive: set(FuseV1Options.OnlyLoadAppFromAsar),
      archiveChecked: set(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      cookiesEncrypted: set(FuseV1Options.EnableCookieEncryption),
    }).toEqual({ runAsNode: false, nodeOptions: false, inspect: false, onlyItsArchive: true, archiveChecked: true, cookiesEncrypted: true })
    expect(said.join('\n')).not.toContain('Debugger listening')
  })

  it('tells the terms of all that it is made of', async () => {
    const resources = process.platform === 'darwin' ? join(program, '..', '..', 'Resources') : join(program, '..', 'resources')
    const licences = await readFile(join(resources, 'licences.txt'), 'utf8')
    const named = [...licences.matchAll(/^-{80}\n\n(\S+) \d+\.\d+/gm)].map(([, name]) => name)
    expect(named).toEqual(expect.arrayContaining(['@vue/runtime-core', 'chart.js', 'valibot', '@napi-rs/canvas', '@fontsource-variable/inter']))
    expect((await readdir(join(resources, 'engine'))).filter((name) => /LICENSE|NOTICES/.test(name))).toHaveLength(2)
  })

  it('trains with the engine that it brings, and saves when the system ends it', async () => {
    const page = browser.contexts()[0]!.pages()[0]!
    await page.getByText('Ready to train').first().waitFor({ timeout: 60_000 })
    await train(page)
    const ended = new Promise<number | null>((end) => child.once('exit', end))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    const runs = join(home.library, 'runs')
    const [id] = await readdir(runs)
    expect(JSON.parse(await readFile(join(runs, id!, 'run.json'), 'utf8'))).toMatchObject({ state: 'stopped', last: { step: expect.any(Number) as number } })
  })

  it('does not become a plain Node when it is asked to', async () => {
    const { stdout } = spawnSync(program, ['-e', 'console.log("a plain Node")'], { env: { ...(await environment(home)), ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' }, encoding: 'utf8', timeout: 20_000 })
    expect(stdout).not.toContain('a plain Node')
  })
})
