import { factInWords, type Fact } from '#shared/base/fact'
import { phrase } from '#shared/base/phrase'
import { describe, expect, it } from 'vitest'
import { diagnose, printFindings } from '#electron/engine/setup/doctor'
import { readMachine, type Machine } from '#electron/engine/setup/machine'
import { processorFlags } from '#electron/engine/setup/processor'
import { bareMachine, brokenMachine, goodMachine, workingEngine } from './machines'
import { problem } from '#shared/base/problem'
import { command, makeWorld } from './makeWorld'
import { outsideOf } from './world'

interface Told { readonly about: string; readonly state: Fact['state']; readonly text: string; readonly fix: string }
const told = (machine: Machine): Told[] => diagnose(machine).facts.map(each => ({ state: each.state, ...factInWords(each) }))
const fact = (machine: Machine, about: string): Told | undefined => told(machine).find(each => each.about === about)

describe('the doctor', () => {
  it('describes a machine that can train', () => {
    const findings = diagnose(goodMachine)
    expect(findings.ready).toBe(true)
    expect(printFindings(findings)).toBe(`\
ok       System      Test Linux 1, Linux on x64, glibc 2.36
ok       Processor   Xeon, 2 cores; with avx2, avx512f, avx512_bf16, amx_bf16
ok       Precision   bfloat16 is fast here, by amx_bf16
ok       Threads     TensorFlow will use 2
ok       Memory      24.0 GB, of which 12.0 GB are free
ok       Disk        70.0 GB free in /engines
ok       Engine      TensorFlow 2.21.0 for the processor in /engines/2.21.0-cpu (installed); it loads and computes
ok       oneDNN      on
ok       Python      3.11.7, called python3; not needed, the engine is there
ok       pip         23.2.1; not needed, the engine is there
ok       Compiler    g++; not needed, the engine is there
note     GPU         none to train on: no NVIDIA card with a driver was found
note     GPU engine  not installed, and not of use here

Training is possible.`)
  })

  it('names all that a bare machine lacks, each with what mends it', () => {
    const findings = diagnose(bareMachine)
    expect(findings.ready).toBe(false)
    expect(told(bareMachine).filter(({ state }) => state === 'missing').map(({ about, fix }) => [about, fix])).toEqual([
      ['Engine', 'Set one up with: npm run engine'], ['Python', 'Install it with: get python'], ['pip', 'Install it with: get python'], ['Compiler', 'Install it with: get g++'],
    ])
    expect(printFindings(findings)).toMatch(/missing {2}Engine .*\n +Set one up with: npm run engine\n[^]*\nTraining is not possible yet\.$/)
  })

  it('does not ask for tools that are missing when the engine is there', () => {
    expect(fact({ ...bareMachine, engine: workingEngine }, 'Compiler'))
      .toEqual({ about: 'Compiler', state: 'note', text: 'not found; not needed, the engine is there', fix: '' })
  })

  it('asks for pip alone when Python is there', () => {
    const python = { command: 'python3', options: [], version: '3.9.2' }
    expect(fact({ ...bareMachine, python }, 'pip')).toMatchObject({ state: 'missing', fix: 'Install it with: get pip' })
  })

  it('says when the disk has no room for an engine that is still to be set up', () => {
    const disk = { folder: '/engines', free: 1e9, need: 1.8e9 }
    expect(fact({ ...bareMachine, disk }, 'Disk'))
      .toMatchObject({ state: 'missing', text: '1.0 GB free in /engines; setting up the engine needs 1.8 GB' })
    expect(fact({ ...goodMachine, disk }, 'Disk')?.state).toBe('ok')
  })

  it('says why an engine does not run, and that training is impossible', () => {
    expect(diagnose(brokenMachine).ready).toBe(false)
    expect(fact(brokenMachine, 'Engine')).toMatchObject({ state: 'missing', fix: 'Make it anew with: npm run engine -- --force' })
    expect(fact(brokenMachine, 'Engine')?.text).toContain('it does not run: "libstdc++.so.6 is too old"')
  })

  it('says once what is wrong with a named engine', () => {
    const named = problem('engineIncomplete', { folder: '/mine', fault: phrase('hasNoFile', { file: 'engine.json' }) })
    expect(fact({ ...goodMachine, engine: { problem: named }, gpuEngine: { problem: named } }, 'GPU engine')).toBeUndefined()
    expect(fact({ ...goodMachine, engine: { problem: named } }, 'Engine'))
      .toEqual({ about: 'Engine', state: 'missing', text: named.sentence, fix: named.hint })
  })

  it('says when oneDNN is off', () => {
    const off: Machine = { ...goodMachine, engine: { ...workingEngine, proof: { ...workingEngine.proof, oneDnn: false } } }
    expect(fact(off, 'oneDNN')).toMatchObject({ state: 'note', fix: 'Unset TF_ENABLE_ONEDNN_OPTS in the environment.' })
  })

  it.each([
    [['avx', 'avx2', 'avx512f'], 'ok', 'Xeon, 2 cores; with avx2, avx512f; without avx512_bf16, amx_bf16', 'float32 is fast here'],
    [['avx', 'avx2', 'avx512f', 'avx512_bf16'], 'ok', 'Xeon, 2 cores; with avx2, avx512f, avx512_bf16; without amx_bf16',
      'bfloat16 is fast here, by avx512_bf16'],
    [['avx'], 'note', 'Xeon, 2 cores; without avx2, avx512f, avx512_bf16, amx_bf16', 'float32 is fast here'],
    [['sse4_2'], 'missing', 'Xeon, 2 cores; it lacks AVX, which TensorFlow needs', 'float32 is fast here'],
  ])('judges a processor with %o', (flags, state, text, precision) => {
    const machine: Machine = { ...goodMachine, processor: { model: 'Xeon', cores: 2, flags: new Set(flags) } }
    expect(fact(machine, 'Processor')).toEqual({ about: 'Processor', state, text, fix: '' })
    expect(fact(machine, 'Precision')?.text).toContain(precision)
  })

  it('admits what it does not know', () => {
    const machine: Machine = { ...goodMachine, platform: 'win32', processor: { model: '', cores: 1, flags: undefined } }
    expect(fact(machine, 'Processor')?.text).toBe('unknown model, 1 core; its instruction sets are not known on this system')
    expect(fact(machine, 'Precision')).toMatchObject({ state: 'note', text: 'which is fast is not known; float32 always works' })
  })

  it('says when the environment sets the number of threads, and when memory is small', () => {
    expect(fact({ ...goodMachine, environment: { TF_NUM_INTRAOP_THREADS: '1' } }, 'Threads')).toMatchObject({
      state: 'note', text: 'TensorFlow will use 1, as TF_NUM_INTRAOP_THREADS says, of 2 that it could',
    })
    expect(fact({ ...goodMachine, memory: { total: 2e9, free: 1e9 } }, 'Memory')?.text).toBe('2.0 GB, of which 1.0 GB are free; use small batches')
  })

  it('says on a system without an engine why there is none, and asks for no tools', () => {
    const unsupported = problem('muslUnsupported', { system: 'Alpine' })
    const machine: Machine = { ...bareMachine, unsupported, gpuSupported: false }
    expect(fact(machine, 'System')).toMatchObject({ state: 'missing', fix: unsupported.hint })
    expect(fact(machine, 'Python')?.state).toBe('note')
    expect(fact(machine, 'GPU engine')).toBeUndefined()
  })

  it('offers the GPU engine where there is a card, and tells whether it works', () => {
    const graphics = { card: 'NVIDIA H100', driver: '550.54' }
    const gpu = { ...workingEngine.found, kind: 'gpu' } as const
    expect(fact({ ...goodMachine, graphics }, 'GPU')).toEqual({ about: 'GPU', state: 'ok', text: 'NVIDIA H100, driver 550.54', fix: '' })
    expect(fact({ ...goodMachine, graphics }, 'GPU engine')).toMatchObject({ state: 'note', fix: 'Set one up with: npm run engine -- --gpu' })
    const tried = (onGpu: boolean): Machine =>
      ({ ...goodMachine, graphics, gpuEngine: { found: gpu, proof: { works: true, version: '2.21.0', gpu: onGpu, oneDnn: true } } })
    expect(fact(tried(true), 'GPU engine')).toMatchObject({ state: 'ok' })
    expect(fact(tried(false), 'GPU engine')).toMatchObject({ state: 'note' })
    expect(fact(tried(false), 'GPU engine')?.text).toContain('but on the processor: it finds no GPU that it can use')
  })
})

describe('looking at a machine', () => {
  it('finds what is there and what is not', async () => {
    const world = makeWorld()
    const read = (file: string) => file === '/proc/cpuinfo' ? 'flags\t\t: fpu avx avx2 amx_bf16\n' : undefined
    const machine = await readMachine(outsideOf(world, { read }))
    expect(machine).toMatchObject({ engine: undefined, compiler: 'g++', python: { version: '3.11.7', pip: '23.2.1' }, gpuSupported: true })
    expect([...machine.processor.flags ?? []]).toEqual(['fpu', 'avx', 'avx2', 'amx_bf16'])
    expect(machine.unsupported).toBeUndefined()
  })

  it('reads flags of Arm on Linux and of a Mac, and none on Windows', async () => {
    const world = makeWorld()
    const arm = outsideOf(world, { read: () => 'processor\t: 0\nFeatures\t: fp asimd bf16\n' })
    expect([...await processorFlags(arm) ?? []]).toEqual(['fp', 'asimd', 'bf16'])
    command(world, 'sysctl', 'echo "hw.optional.floatingpoint: 1"; echo "hw.optional.arm.FEAT_BF16: 1"; echo "hw.optional.arm.FEAT_SME: 0"')
    expect([...await processorFlags(outsideOf(world, { platform: 'darwin' })) ?? []]).toEqual(['floatingpoint', 'arm.feat_bf16'])
    expect(await processorFlags(outsideOf(world, { platform: 'win32' }))).toBeUndefined()
  })
})
