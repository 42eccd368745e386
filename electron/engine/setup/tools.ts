import { phrase, type Phrase } from '#shared/base/phrase'
import { onPath, type Outside } from './outside'
import { firstLine } from './words'

/** What is needed from the system to make an engine. */
export type Need = 'python' | 'pip' | 'compiler'

/** A Python that was found: how to call it, and what pip says of itself if it is there. */
export interface Python {
  readonly command: string
  readonly options: readonly string[]
  readonly version: string
  readonly pip?: string
}

/** The first Python that has pip, else the first Python, else none. */
export async function findPython(outside: Outside): Promise<Python | undefined> {
  let withoutPip: Python | undefined
  for (const [command, ...options] of pythonCommands(outside)) {
    const asked = await outside.run(command, [...options, '--version'])
    const version = /^Python (\S+)/m.exec(asked.stdout + asked.stderr)?.[1]
    if (asked.code !== 0 || version === undefined) continue
    const pip = await outside.run(command, [...options, '-m', 'pip', '--version'])
    const python = { command, options, version }
    if (pip.code === 0) return { ...python, pip: /^pip (\S+)/m.exec(pip.stdout)?.[1] ?? firstLine(pip.stdout) }
    withoutPip ??= python
  }
  return withoutPip
}

/** The C++ compiler that would build the binding: a command for GNU and Apple, a path to its environment file or cl.exe on Windows. */
export async function findCompiler(outside: Outside): Promise<string | undefined> {
  if (outside.platform === 'win32') return onPath(outside, 'cl') ?? await visualStudio(outside)
  // Without its developer tools macOS has a clang++ that only opens a dialog to install them.
  if (outside.platform === 'darwin' && (await outside.run('xcode-select', ['-p'])).code !== 0) return undefined
  const candidates = outside.platform === 'darwin' ? ['clang++'] : ['g++', 'c++', 'clang++']
  return candidates.find(command => onPath(outside, command))
}

/** How what is missing can be had on this system, with the command where there is one. */
export function fixFor(need: Need, outside: Outside): Phrase {
  if (outside.platform === 'darwin') return phrase('installXcode')
  if (outside.platform === 'win32') {
    if (need !== 'compiler') return phrase('installWith', { command: 'winget install Python.Python.3.11' })
    const part = '"--wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"'
    return phrase('installWith', { command: `winget install Microsoft.VisualStudio.2022.BuildTools --override ${part}` })
  }
  const manager = packageManagers.find(each => onPath(outside, each.command))
  if (!manager) return phrase(withoutManager[need])
  return phrase('installWith', { command: `${outside.administrator ? '' : 'sudo '}${manager.command} ${manager.install} ${manager.names[need]}` })
}

const withoutManager = { python: 'installPython', pip: 'installPip', compiler: 'installCompiler' } as const

const packageManagers: readonly { command: string; install: string; names: Readonly<Record<Need, string>> }[] = [
  { command: 'apt-get', install: 'install', names: { python: 'python3 python3-pip', pip: 'python3-pip', compiler: 'g++' } },
  { command: 'dnf', install: 'install', names: { python: 'python3 python3-pip', pip: 'python3-pip', compiler: 'gcc-c++' } },
  { command: 'zypper', install: 'install', names: { python: 'python3 python3-pip', pip: 'python3-pip', compiler: 'gcc-c++' } },
  { command: 'pacman', install: '-S', names: { python: 'python python-pip', pip: 'python-pip', compiler: 'gcc' } },
]

function pythonCommands({ platform }: Outside): readonly (readonly [string, ...string[]])[] {
  return platform === 'win32' ? [['py', '-3.11'], ['py', '-3'], ['python']] : [['python3'], ['python']]
}

/** The file that sets up the environment of Visual Studio's newest compiler; its installer's own tool knows where it is. */
async function visualStudio(outside: Outside): Promise<string | undefined> {
  const programs = outside.environment['ProgramFiles(x86)']
  if (!programs) return undefined
  const part = 'Microsoft.VisualStudio.Component.VC.Tools.x86.x64'
  const asked = await outside.run(`${programs}\\Microsoft Visual Studio\\Installer\\vswhere.exe`,
    ['-latest', '-products', '*', '-requires', part, '-property', 'installationPath'])
  const folder = firstLine(asked.stdout)
  return asked.code === 0 && folder ? `${folder}\\VC\\Auxiliary\\Build\\vcvars64.bat` : undefined
}
