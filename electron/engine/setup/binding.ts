import fs from 'node:fs'
import path from 'node:path'
import type { Phrase } from '#shared/base/phrase'
import { quoted } from '#shared/base/reason'
import { problem } from '#shared/base/problem'
import { bindingOf, enginesFolder, installedFolder } from './locate'
import { endOf, type Outside, type Ran } from './outside'
import { engineVersion, type Pin } from './pins'
import { fixFor } from './tools'
import { firstLine } from './words'

/** What compiling the binding needs: where things are, and who compiles. */
interface BindingJob {
  readonly pin: Pin
  /** The engine's folder, with its libraries. */
  readonly engine: string
  /** The folder of what is needed only now: headers, import libraries, intermediate files. */
  readonly build: string
  /** As findCompiler gave it. */
  readonly compiler: string
  readonly outside: Outside
  readonly signal: AbortSignal
}

/** What the binding is made of, from npm packages: its source and the headers of Node's stable interface. Throws packageMissing. */
export function bindingSources(outside: Outside): { sources: string; nodeHeaders: string; nodeNames: string } {
  const within = (name: string, folder: string) => {
    const home = outside.packageFolder(name)
    if (home === undefined || !fs.existsSync(path.join(home, folder))) throw problem('packageMissing', { name })
    return path.join(home, folder)
  }
  return {
    sources: within('@tensorflow/tfjs-node-gpu', 'binding'),
    nodeHeaders: within('node-api-headers', 'include'), nodeNames: within('node-api-headers', 'def'),
  }
}

/**
 * The addon of an engine that is here already and whose TensorFlow is of the same version, made for the same system: it asks for the same functions of whichever
 * libraries lie beside it, so a copy of it serves another engine. `bundled` is the folder of the app's own engine, if it has one.
 */
export function bindingToCopy(outside: Outside, bundled: string | undefined): string | undefined {
  const places = [...(bundled ? [bundled] : []), ...(['cpu', 'gpu'] as const).map(kind => installedFolder(enginesFolder(outside), kind))]
  return places.flatMap(folder => {
    const there = bindingOf(folder, outside)
    return 'fault' in there || there.version !== engineVersion ? [] : [there.binding]
  })[0]
}

/** Compiles the addon into the engine's folder. It contacts no host. Throws compileFailed. */
export async function buildBinding(job: BindingJob): Promise<void> {
  const ran = await toolchains[job.pin.toolchain](job)
  job.signal.throwIfAborted()
  if (ran.code !== 0) throw problem('compileFailed', { compiler: path.basename(job.compiler), reason: complaintOf(ran) })
}

const toolchains: Readonly<Record<Pin['toolchain'], (job: BindingJob) => Promise<Ran>>> = { gnu, apple, microsoft }

const macros = ['NAPI_VERSION=8']
const sourceFiles = ['tfjs_backend.cc', 'tfjs_binding.cc']

/** DT_RPATH rather than RUNPATH, so that no LD_LIBRARY_PATH puts another TensorFlow before the one beside the addon. */
function gnu(job: BindingJob): Promise<Ran> {
  return unix(job, ['-shared', '-Wl,-rpath,$ORIGIN', '-Wl,--disable-new-dtags'])
}

/** Node's own functions are found in the program that loads the addon. Written, not run. */
function apple(job: BindingJob): Promise<Ran> {
  return unix(job, ['-bundle', '-undefined', 'dynamic_lookup', '-mmacosx-version-min=12.0', '-Wl,-rpath,@loader_path'])
}

function unix({ pin, engine, build, compiler, outside, signal }: BindingJob, form: readonly string[]): Promise<Ran> {
  const { sources, nodeHeaders } = bindingSources(outside)
  return outside.run(compiler, [
    '-std=c++17', '-O2', '-fPIC', '-w', ...macros.map(macro => `-D${macro}`),
    ...[path.join(build, 'tensorflow/include'), nodeHeaders, sources].flatMap(folder => ['-I', folder]),
    ...sourceFiles.map(name => path.join(sources, name)),
    ...pin.link.map(library => path.join(engine, library)),
    ...form, '-o', path.join(engine, pin.binding),
  ], { signal, environment: { LC_ALL: 'C', TMPDIR: build } })
}

/**
 * Microsoft's compiler links against import libraries: TensorFlow's comes in the wheel, Node's is made from the names that
 * node-api-headers lists. Under Electron the program is not called node.exe, so a hook hands the running program to whoever asks
 * for it by that name. Written, not run.
 */
async function microsoft({ pin, engine, build, compiler, outside, signal }: BindingJob): Promise<Ran> {
  const { sources, nodeHeaders, nodeNames } = bindingSources(outside)
  const python = await pythonLibrary(outside)
  fs.copyFileSync(python, path.join(engine, path.win32.basename(python)))
  // Each list begins with the lines NAME and EXPORTS.
  const names = ['js_native_api.def', 'node_api.def']
    .flatMap(name => fs.readFileSync(path.join(nodeNames, name), 'utf8').split(/\r?\n/).slice(2))
  fs.writeFileSync(path.join(build, 'node.def'), ['NAME NODE.EXE', 'EXPORTS', ...names].join('\r\n'))
  fs.writeFileSync(path.join(build, 'hook.cc'), delayHook)
  const quoted = (text: string) => `"${text}"`
  const compile = [
    '/nologo /std:c++17 /O2 /EHsc /MD /LD /w /DCOMPILER_MSVC', ...macros.map(macro => `/D${macro}`),
    ...[path.join(build, 'tensorflow/include'), nodeHeaders, sources].map(folder => `/I ${quoted(folder)}`),
    ...sourceFiles.map(name => quoted(path.join(sources, name))), 'hook.cc',
    `/link /OUT:${quoted(path.join(engine, pin.binding))} /DELAYLOAD:NODE.EXE node.lib delayimp.lib`,
    ...pin.link.map(library => quoted(path.join(build, library))),
  ].join('\r\n')
  fs.writeFileSync(path.join(build, 'binding.rsp'), compile)
  const prepare = compiler.endsWith('.bat') ? [`call ${quoted(compiler)} >nul || exit /b 1`] : []
  fs.writeFileSync(path.join(build, 'build.bat'), [
    '@echo off', ...prepare, 'lib /nologo /def:node.def /machine:x64 /out:node.lib || exit /b 1', 'cl @binding.rsp || exit /b 1',
  ].join('\r\n'))
  return outside.run('cmd.exe', ['/d', '/c', 'build.bat'], { signal, folder: build })
}

const delayHook = `#include <windows.h>
#include <delayimp.h>
#include <string.h>
static FARPROC WINAPI runningProgram(unsigned event, DelayLoadInfo* info) {
  if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "NODE.EXE") != 0) return nullptr;
  return reinterpret_cast<FARPROC>(GetModuleHandleA(nullptr));
}
decltype(__pfnDliNotifyHook2) __pfnDliNotifyHook2 = runningProgram;
`

async function pythonLibrary(outside: Outside): Promise<string> {
  const where = 'import sys; print(sys.version_info[:2] == (3, 11) and sys.base_prefix or "")'
  for (const [command, ...options] of [['py', '-3.11', '-c', where], ['python', '-c', where]] as const) {
    const folder = firstLine((await outside.run(command, options)).stdout)
    const file = path.join(folder, 'python311.dll')
    if (folder && fs.existsSync(file)) return file
  }
  throw problem('pythonLibraryMissing', { fix: fixFor('python', outside) })
}

/** The first line in which a compiler or linker says what is wrong. */
function complaintOf(ran: Ran): Phrase {
  const said = ran.stderr + ran.stdout
  const line = said.split('\n').find(each => /\b(fatal )?error\b|undefined reference|cannot find/i.test(each)) ?? firstLine(said)
  return line.trim() ? quoted(line) : endOf(ran)
}
