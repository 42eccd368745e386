import { writeSync } from 'node:fs'
import { importPictures } from '#electron/datasets/import/importPictures'
import { asProblem } from '#shared/base/problem'

// An import in a process of its own, for tests that kill it: the library, and what to bring in.
const [library, path] = process.argv.slice(2) as [string, string]
writeSync(1, 'begun\n')
importPictures(library, 'pets', { path }).then(
  ({ hash }) => writeSync(1, `${hash}\n`),
  (thrown: unknown) => {
    writeSync(1, `${asProblem(thrown).sentence}\n`)
    process.exitCode = 1
  },
)
