import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { command, computes, makeWorld, pipDownload } from './makeWorld'
import { left, problemOf, setUp } from './setUp'
import { enginesOf, logOf, type World } from './world'

describe('the download', () => {
  it('is not repeated when an earlier set-up had it whole', async () => {
    const world = makeWorld()
    command(world, 'node', 'exit 1')
    await problemOf(world)
    expect(left(world)).toEqual(['downloads'])
    command(world, 'node', computes)
    const { lines } = await setUp(world)
    expect(lines).toContain('  tensorflow_cpu 2.21.0 was downloaded before')
    expect(logOf(world).filter(line => line === 'download')).toHaveLength(1)
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('needs no Python when it is there already', async () => {
    const world = makeWorld()
    command(world, 'node', 'exit 1')
    await problemOf(world)
    command(world, 'node', computes)
    fs.rmSync(path.join(world.commands, 'python3'))
    await setUp(world)
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('is repeated when what was kept is another file of the same length', async () => {
    const world = makeWorld()
    command(world, 'node', 'exit 1')
    await problemOf(world)
    command(world, 'node', computes)
    const kept = path.join(enginesOf(world), 'downloads', String(world.pin.wheels[0]?.file))
    fs.writeFileSync(kept, Buffer.alloc(fs.statSync(kept).size))
    await setUp(world)
    expect(logOf(world).filter(line => line === 'download')).toHaveLength(2)
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('is begun again where the connection broke off, and goes on where pip can; in the end it is given up with the reason', async () => {
    const world = makeWorld()
    const cut = `
case "$*" in *--version*) ;; *) echo "tried $PIP_RESUME_RETRIES" >> "$LOG"
[ $(grep -c tried "$LOG") -le "$(cat "$HOME/cuts")" ] && { echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE." >&2; exit 1; } ;; esac
`
    command(world, 'python3', cut + pipDownload)
    fs.writeFileSync(path.join(world.home, 'cuts'), '9')
    expect(await problemOf(world)).toMatchObject({ code: 'networkUnreachable', sentence: expect.stringContaining('what arrived was cut short, or changed on the way') as string })
    expect(logOf(world)).toEqual(['tried 20', 'tried 20', 'tried 20'])
    expect(left(world)).toEqual([])
    fs.writeFileSync(path.join(world.home, 'cuts'), '5')
    await setUp(world)
    expect(left(world)).toEqual(['2.21.0-cpu'])
  })

  it('is refused and removed when its SHA-256 is another', async () => {
    const world = makeWorld()
    const [wheel] = world.pin.wheels
    if (!wheel) throw new Error('The world has no wheel.')
    const { code, sentence } = await problemOf(world, { pin: { ...world.pin, wheels: [{ ...wheel, sha256: 'ab'.repeat(32) }] } })
    expect(code).toBe('wheelDiffers')
    expect(sentence).toBe(`What was downloaded as ${wheel.file} is not the file it should be: ` +
      `its SHA-256 begins with ${wheel.sha256.slice(0, 12)}, not abababababab.`)
    expect(fs.readdirSync(path.join(enginesOf(world), 'downloads'))).toEqual([])
  })

  it.each([
    ['NewConnectionError: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution',
      'its name could not be looked up'],
    ['ConnectTimeoutError: Connection to the index timed out.', 'it did not answer in time'],
    ['NewConnectionError: [Errno 111] Connection refused', 'the connection was refused'],
    ['[Errno 101] Network is unreachable', 'there is no network'],
    ['SSLError(SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]"))', 'its certificate is not trusted here'],
    ['ProxyError("Cannot connect to proxy.")', 'the proxy does not let the connection through'],
    ['ConnectionResetError(104, "Connection reset by peer")', 'the connection broke off'],
  ])('knows a lost connection by what pip says: %s', async (said, reason) => {
    const world = makeWorld()
    failPip(world, `WARNING: Retrying after connection broken by ${said}\nERROR: No matching distribution found for tensorflow_cpu==2.21.0`)
    const { code, sentence, hint } = await problemOf(world)
    expect(code).toBe('networkUnreachable')
    expect(sentence).toBe(`TensorFlow could not be downloaded, because the Python package index was not reached: ${reason}.`)
    expect(hint).toContain('npm run engine')
  })

  it.each([
    ['ERROR: No matching distribution found for tensorflow_cpu==2.21.0', 'wheelNotOffered', 'does not offer tensorflow_cpu-2.21.0'],
    ['ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
      'diskFilledUp', 'filled up while the engine was set up'],
    ['Traceback\nERROR: Something else happened', 'downloadFailed', 'manylinux_2_27_x86_64.whl: "Something else happened".'],
  ])('tells its other ends apart: %s', async (said, expected, words) => {
    const world = makeWorld()
    failPip(world, said)
    const { code, sentence } = await problemOf(world)
    expect(code).toBe(expected)
    expect(sentence).toContain(words)
    expect(left(world)).toEqual([])
  })

  it('is not taken for what was asked when pip brings another file', async () => {
    const world = makeWorld()
    command(world, 'python3', pipDownload.replace('manylinux_2_27_x86_64', 'manylinux_2_31_x86_64'))
    expect((await problemOf(world)).code).toBe('wheelNotOffered')
  })
})

function failPip(world: World, said: string): void {
  fs.writeFileSync(path.join(world.home, 'said'), said)
  command(world, 'python3', `
case "$*" in
  --version) echo "Python 3.11.7"; exit ;;
  "-m pip --version") echo "pip 23.2.1 from nowhere (python 3.11)"; exit ;;
esac
cat "$HOME/said" >&2; exit 1`)
}
