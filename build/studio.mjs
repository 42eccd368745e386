#!/usr/bin/env node
// npm run studio -- <command>: the program in the terminal.
import { become, prepare } from './program.mjs'

await prepare()
become('terminal')
