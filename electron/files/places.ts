import os from 'node:os'
import path from 'node:path'

/** Whose files they are: what decides where a program's data lies on this system. */
export interface Person {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The person's home folder. */
  readonly home: string
}

/** The person who runs this process. */
export function thisPerson(): Person {
  return { platform: process.platform, environment: process.env, home: os.homedir() }
}

/** The folder for this program's data: engines, and the library unless another place is named for it. It need not exist yet. */
export function dataFolder({ platform, environment, home }: Person): string {
  if (platform === 'win32') {
    const local = environment.LOCALAPPDATA
    return path.win32.join(local ? local : path.win32.join(home, 'AppData', 'Local'), 'VGG Studio')
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'VGG Studio')
  const data = environment.XDG_DATA_HOME
  // The XDG base directory specification says to ignore a value that is no absolute path.
  const place = data && path.posix.isAbsolute(data) ? data : path.posix.join(home, '.local', 'share')
  return path.posix.join(place, 'vgg-studio')
}

/** The library's folder, in which runs and data sets lie: VGG_STUDIO_LIBRARY, else inside the folder for this program's data. It need not exist yet. */
export function libraryFolder(person: Person): string {
  const named = person.environment.VGG_STUDIO_LIBRARY
  const { join, resolve } = person.platform === 'win32' ? path.win32 : path.posix
  return named ? resolve(named) : join(dataFolder(person), 'library')
}
