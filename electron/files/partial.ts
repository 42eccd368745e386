import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from './lock'

const form = /^\.(.+)\.(\d+)\.partial$/

/** Where something is written until it is whole and gets its name: beside its place, with the number of the process, which tells whether anybody still writes. */
export function partialBeside(folder: string, name: string): string {
  return join(folder, `.${name}.${process.pid}.partial`)
}

/** What a name of a half-written thing says: what it is to be called, and which process writes it. */
export function partialOf(fileName: string): { readonly name: string; readonly process: number } | undefined {
  const [, name, process] = form.exec(fileName) ?? []
  return name === undefined ? undefined : { name, process: Number(process) }
}

/** Removes what processes that are no more left half-written in a folder, where its name is one that `isOurs`. A folder that is not there has none. */
export async function sweepPartials(folder: string, isOurs: (name: string) => boolean = () => true): Promise<void> {
  for (const fileName of await readdir(folder).catch(() => [])) {
    const partial = partialOf(fileName)
    if (partial && isOurs(partial.name) && !isAlive(partial.process)) await rm(join(folder, fileName), { recursive: true, force: true })
  }
}
