// npm run engine: finds the engine, or sets it up; with --doctor it says what is here and what is missing.
import { become, prepare } from './program.mjs'

await prepare()
become('engine')
