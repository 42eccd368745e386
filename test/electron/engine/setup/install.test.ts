import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { installEngine } from '#electron/engine/setup/install'
import { findEngine, inspectEngine } from '#electron/engine/setup/locate'
import type { SetUpStage } from '#shared/contract/engine'
import { command, computes, makeWorld } from './makeWorld'
import { left, problemOf, setUp, type Changes } from './setUp'
import { enginesOf, logOf, outsideOf, targetOf, type World } from './world'

describe('setting up an engine', () => {
  it('ends with a whole engine that is found, and with nothing beside it', async () => {
    const world = makeWorld()
    const { folder } = await setUp(world)
    const engine = findEngine({ person: outsideOf(world), kind: 'cpu' })
    const binding = path.join(folder, 'tfjs_binding.node')
    expect(engine).toEqual({ folder, kind: 'cpu', version: '2.21.0', origin: 'installed', binding })
    expect(left(world)).toEqual(['2.21.0-cpu'])
    for (const [name, text] of Object.entries(world.libraries)) expect(fs.readFileSync(path.join(folder, name), 'utf8')).toBe(text)
  })

  it('tells each stage in a line with its time', async () => {
    const { lines } = await setUp(makeWorld())
    expect(lines.map(line => line.trim().split(' ')[0])).toEqual(['Setting', 'download', 'check', 'unpack', 'build', 'try', 'The'])
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/\(\d+\.\d s\)$/)
  })

  it('downloads nothing when a whole engine is there', async () => {
    const world = makeWorld()
    await setUp(world)
    const { lines } = await setUp(world)
    expect(lines).toEqual([`The engine is there: ${targetOf(world)}`])
    expect(logOf(world)).toEqual(['download', 'compile'])
  })

  it('makes a whole engine anew when it is forced to', async () => {
    const world = makeWorld()
    await setUp(world)
    command(world, 'g++', 'while [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done; printf "another binding" > "$out"')
    await setUp(world, { force: true })
    expect(fs.readFileSync(path.join(targetOf(world), 'tfjs_binding.node'), 'utf8')).toBe('another binding')
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('replaces an engine that lost a part of a file', async () => {
    const world = makeWorld()
    await setUp(world)
    fs.truncateSync(path.join(targetOf(world), 'libtensorflow_cc.so.2'), 7)
    expect(findEngine({ person: outsideOf(world), kind: 'cpu' })).toBeUndefined()
    await setUp(world)
    expect(findEngine({ person: outsideOf(world), kind: 'cpu' })).toBeDefined()
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('records what a strip made smaller', async () => {
    const world = makeWorld()
    command(world, 'strip', 'head -c 9 "$2" > "$2.small" && mv "$2.small" "$2"')
    const { folder } = await setUp(world)
    expect(inspectEngine(folder, { platform: 'linux', arch: 'x64' })).toMatchObject({ files: { 'libtensorflow_cc.so.2': 9 } })
  })

  it('leaves the libraries as they are when strip cannot handle them', async () => {
    const world = makeWorld()
    command(world, 'strip', 'exit 1')
    const { folder } = await setUp(world)
    expect(fs.readFileSync(path.join(folder, 'libtensorflow_cc.so.2'), 'utf8')).toBe(world.libraries['libtensorflow_cc.so.2'])
  })

  it('keeps the engine that another set-up finished first', async () => {
    const world = makeWorld()
    await setUp(world)
    const other = path.join(world.home, 'other')
    fs.renameSync(targetOf(world), other)
    fs.writeFileSync(path.join(other, 'mark'), '')
    command(world, 'node', `mv "$HOME/other" '${targetOf(world)}' && ${computes}`)
    await setUp(world)
    expect(fs.existsSync(path.join(targetOf(world), 'mark'))).toBe(true)
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })
})

describe('a second engine', () => {
  /** The same engine for a card: its libraries lie in a folder, and the binding beside them. */
  const cardPin = ({ pin }: World): World['pin'] => ({
    ...pin, kind: 'gpu', binding: 'tensorflow/tfjs_binding.node', strip: [],
    wheels: pin.wheels.map(wheel => ({ ...wheel, keep: wheel.keep.map(member => ({ ...member, to: `tensorflow/${member.to}` })) })),
  })
  /** As in a packed app: no sources, no compiler. */
  const without = (world: World) => {
    fs.rmSync(world.packages, { recursive: true })
    fs.rmSync(path.join(world.commands, 'g++'))
  }

  it('takes what connects it to Node from the first, and needs neither sources nor a compiler', async () => {
    const world = makeWorld()
    await setUp(world)
    without(world)
    const { folder, lines } = await setUp(world, { pin: cardPin(world) })
    expect(fs.readFileSync(path.join(folder, 'tensorflow/tfjs_binding.node'), 'utf8')).toBe('a binding')
    expect(lines.find(line => line.includes('build'))).toContain('tfjs_binding.node, from the engine that is here')
    expect(findEngine({ person: outsideOf(world), kind: 'gpu' })).toMatchObject({ kind: 'gpu', binding: path.join(folder, 'tensorflow/tfjs_binding.node') })
    expect(logOf(world)).toEqual(['download', 'compile', 'download'])
  })

  it('tells of several downloads which one it is about', async () => {
    const world = makeWorld()
    const pin = cardPin(world)
    const [wheel] = pin.wheels
    const parts: unknown[] = []
    const tell = { line: () => undefined, progress: (_words: string, stage?: SetUpStage) => { if (stage?.doing === 'unpack') parts.push(stage.part) } }
    await installEngine({ pin: { ...pin, wheels: [wheel!, { ...wheel!, keep: [], build: ['tensorflow/__init__.py'] }] }, force: false, outside: outsideOf(world), tell, signal: new AbortController().signal })
    expect(parts).toContainEqual({ number: 1, of: 2 })
    expect(parts.at(-1)).toEqual({ number: 2, of: 2 })
  })

  it('takes it from the one that comes with the app', async () => {
    const world = makeWorld()
    const bundled = path.join(world.home, 'app')
    fs.renameSync((await setUp(world)).folder, bundled)
    without(world)
    const { folder } = await setUp(world, { pin: cardPin(world), bundled })
    expect(fs.readFileSync(path.join(folder, 'tensorflow/tfjs_binding.node'), 'utf8')).toBe('a binding')
  })

  it('takes it neither from one of another version nor from one that is not whole, and compiles it when it is made anew', async () => {
    const world = makeWorld()
    const { folder } = await setUp(world)
    const record = path.join(folder, 'engine.json')
    const whole = fs.readFileSync(record, 'utf8')
    without(world)
    fs.writeFileSync(record, whole.replace('2.21.0', '2.20.0'))
    expect(await problemOf(world, { pin: cardPin(world) })).toMatchObject({ code: 'packageMissing' })
    fs.writeFileSync(record, whole)
    expect(await problemOf(world, { pin: cardPin(world), force: true })).toMatchObject({ code: 'packageMissing' })
    fs.truncateSync(path.join(folder, 'tfjs_binding.node'), 2)
    expect(await problemOf(world, { pin: cardPin(world) })).toMatchObject({ code: 'packageMissing' })
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })
})

describe('what the set-up needs', () => {
  it.each([
    ['apt-get', 'Install it with: sudo apt-get install python3 python3-pip', 'Install it with: sudo apt-get install g++'],
    ['dnf', 'Install it with: sudo dnf install python3 python3-pip', 'Install it with: sudo dnf install gcc-c++'],
    ['zypper', 'Install it with: sudo zypper install python3 python3-pip', 'Install it with: sudo zypper install gcc-c++'],
    ['pacman', 'Install it with: sudo pacman -S python python-pip', 'Install it with: sudo pacman -S gcc'],
  ])('can be had with %s where that is there', async (manager, python, compiler) => {
    const world = makeWorld()
    command(world, manager, '')
    fs.rmSync(path.join(world.commands, 'g++'))
    expect(await problemOf(world)).toMatchObject({ code: 'compilerMissing', hint: compiler })
    fs.rmSync(path.join(world.commands, 'python3'))
    expect(await problemOf(world)).toMatchObject({
      code: 'pythonMissing', hint: python, sentence: 'Python, with which TensorFlow is downloaded, was not found.',
    })
  })

  it('is asked for without sudo by an administrator', async () => {
    const world = makeWorld()
    command(world, 'apt-get', '')
    fs.rmSync(path.join(world.commands, 'g++'))
    expect((await problemOf(world, { outside: { administrator: true } })).hint).toBe('Install it with: apt-get install g++')
  })

  it('includes pip', async () => {
    const world = makeWorld()
    command(world, 'apt-get', '')
    command(world, 'python3', 'case "$*" in --version) echo "Python 3.11.7";; *) echo "No module named pip" >&2; exit 1;; esac')
    expect(await problemOf(world)).toMatchObject({
      code: 'pipMissing', hint: 'Install it with: sudo apt-get install python3-pip',
      sentence: 'Python is there (python3), but without pip, with which TensorFlow is downloaded.',
    })
  })

  it('may be another Python that has pip', async () => {
    const world = makeWorld()
    fs.renameSync(path.join(world.commands, 'python3'), path.join(world.commands, 'python'))
    command(world, 'python3', 'case "$*" in --version) echo "Python 3.12.1";; *) exit 1;; esac')
    await setUp(world)
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('includes the packages that the binding is built from', async () => {
    const world = makeWorld()
    fs.rmSync(path.join(world.packages, 'node-api-headers'), { recursive: true })
    expect(await problemOf(world)).toMatchObject({ code: 'packageMissing', hint: 'Install the packages of the program with: npm install' })
  })

  it('includes room on the disk, and less of it when the download is there', async () => {
    const world = makeWorld()
    const tight: Changes = { outside: { freeSpace: () => Promise.resolve(world.pin.space - 50_000) } }
    expect((await problemOf(world, tight)).sentence).toBe(
      `The engine needs 1 MB of free space in ${enginesOf(world)} while it is set up, and only 950 kB are free.`)
    expect(logOf(world)).toEqual([])
    command(world, 'node', 'exit 1')
    await problemOf(world)
    command(world, 'node', computes)
    await setUp(world, tight)
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('includes a folder that can be written', async () => {
    const world = makeWorld()
    fs.writeFileSync(path.join(world.home, '.local'), 'a file')
    const { code, sentence } = await problemOf(world)
    expect(code).toBe('folderNotWritable')
    expect(sentence).toBe(`The engine cannot be written to ${enginesOf(world)}: a part of that path is a file.`)
  })
})

describe('building', () => {
  it('tells the first error of the compiler', async () => {
    const world = makeWorld()
    command(world, 'g++', 'echo "in file x.cc:" >&2; echo "x.cc:3:1: error: no such type" >&2; echo "x.cc:9: error: more" >&2; exit 1')
    expect((await problemOf(world)).sentence).toBe(
      'The part that connects the engine to Node could not be compiled by g++: "x.cc:3:1: error: no such type".')
    expect(left(world)).toEqual(['downloads'])
  })

  it('is not called done before the engine has computed', async () => {
    const world = makeWorld()
    command(world, 'node', 'echo "Error: libgone.so.1: cannot open shared object file" >&2; exit 1')
    expect((await problemOf(world)).sentence)
      .toBe('The engine was built, but it does not run here: "libgone.so.1: cannot open shared object file".')
    expect(left(world)).toEqual(['downloads'])
  })

  it('is not called done when the engine computes wrongly', async () => {
    const world = makeWorld()
    command(world, 'node', 'echo "2.21.0 false 0 0 0 0"')
    expect((await problemOf(world)).sentence).toContain('it computes wrongly')
  })

  it('tells a processor without the instructions that TensorFlow needs', async () => {
    const world = makeWorld()
    command(world, 'node', 'kill -ILL $$')
    expect((await problemOf(world)).sentence).toContain('this processor lacks instructions that TensorFlow needs (AVX)')
  })
})

describe('stopping a set-up', () => {
  it('ends in one sentence and leaves nothing half-made', async () => {
    const world = makeWorld()
    fs.writeFileSync(path.join(world.home, 'hold'), '')
    const stop = new AbortController()
    const ended = problemOf(world, { signal: stop.signal })
    await expect.poll(() => logOf(world), { timeout: 30_000 }).toContain('download')
    stop.abort()
    expect((await ended).sentence).toBe(`The set-up was stopped; nothing half-made was left in ${enginesOf(world)}.`)
    expect(left(world)).toEqual([])
  })
})
