import type { Machine } from '#electron/engine/setup/machine'
import { phrase } from '#shared/base/phrase'
import { quoted } from '#shared/base/reason'

const found = {
  folder: '/engines/2.21.0-cpu', kind: 'cpu', version: '2.21.0', origin: 'installed', binding: '/engines/2.21.0-cpu/tfjs_binding.node',
} as const
export const workingEngine = { found, proof: { works: true, version: '2.21.0', gpu: false, oneDnn: true } } as const

/** A good machine without a GPU. */
export const goodMachine: Machine = {
  system: 'Test Linux 1', platform: 'linux', arch: 'x64', glibc: '2.36', gpuSupported: true,
  processor: { model: 'Xeon', cores: 2, flags: new Set(['avx', 'avx2', 'avx512f', 'avx512_bf16', 'amx_bf16']) },
  environment: {}, memory: { total: 24e9, free: 12e9 }, disk: { folder: '/engines', free: 70e9, need: 1.8e9 },
  engine: workingEngine, gpuEngine: undefined, python: { command: 'python3', options: [], version: '3.11.7', pip: '23.2.1' }, compiler: 'g++',
  fixes: { python: phrase('installWith', { command: 'get python' }), pip: phrase('installWith', { command: 'get pip' }), compiler: phrase('installWith', { command: 'get g++' }) },
  graphics: { reason: phrase('noCard') },
}

/** The same machine without an engine and without tools. */
export const bareMachine: Machine = { ...goodMachine, engine: undefined, python: undefined, compiler: undefined }

/** The bare machine with an engine that does not load. */
export const brokenMachine: Machine = { ...bareMachine, engine: { found, proof: { works: false, reason: quoted('libstdc++.so.6 is too old') } } }
