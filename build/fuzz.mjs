// npm run fuzz [-- seconds]: the fuzz tests of npm test, each for so long (60 s).
process.env.FUZZ_SECONDS = process.argv[2] ?? '60'
process.argv = [...process.argv.slice(0, 2), 'fuzz', '--testTimeout=0']
await import('./test.mjs')
