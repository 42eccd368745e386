import { tryOut } from '#electron/engine/setup/proof'
import { createRequire } from 'node:module'

/** The process that tries one addon out and prints what that gives, where there is no plain Node to do it: the packed app's is closed by a fuse. */
function main(): void {
  const binding = process.argv[2]!
  try {
    process.stdout.write(`${tryOut(createRequire(binding)(binding) as Parameters<typeof tryOut>[0])}\n`, () => process.exit(0))
  } catch (thrown) {
    process.stderr.write(`${String(thrown)}\n`, () => process.exit(1))
  }
}

main()
