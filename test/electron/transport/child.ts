import { parentPort } from '#electron/transport/childPort'
import { serveSample } from '../../helpers/contractSuite'

/** The answering side of the sample in a process of its own; 'seen' asks it what it saw. */
const seen = serveSample(parentPort())
process.on('message', (message) => {
  if (message === 'seen') process.send!({ seen: { ...seen, faults: seen.faults.map(String) } })
})
