// npm start: installs what is missing, sets up the engine, and trains a first network. With words after -- it is the terminal's program.
import { become, ensureEngine, prepare } from './program.mjs'

/** A first training that shows something learned within minutes and needs no download. */
const FIRST_TRAINING = ['train', '--model', 'vgg16-bn-small', '--data', 'shapes', '--epochs', '7']

const words = process.argv.slice(2)
await prepare()
ensureEngine()
if (!words.length) console.log(`\nA first training, on drawn pictures: npm run studio -- ${FIRST_TRAINING.join(' ')}\n`)
become('terminal', words.length ? words : FIRST_TRAINING)
