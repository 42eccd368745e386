#!/usr/bin/env node
// npm run studio -- <command>: the program in the terminal.
import { become, prepare } from './program.mjs'
import { buildWindow } from './window.mjs'

await prepare()
if (process.argv[2] === 'serve') await buildWindow()
become('terminal')
