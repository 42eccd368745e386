import type { Wording } from '../wording'

/** Problems between the parts of the program. */
export const connectionSentences = {
  connectionLost: () => ({ sentence: 'The connection to the studio was lost.', hint: 'It is made again by itself when the studio is there; what trains goes on.' }),
  cancelled: () => ({ sentence: 'It was cancelled.', hint: '' }),
  callUnknown: (d: { what: string }) => ({ sentence: `This version of the studio does not know ${d.what}.`, hint: 'Reload the window, so that both are of one version.' }),
  callMalformed: (d: { what: string; reason: Wording }) => ({ sentence: `${d.what} was not asked as it must be (${d.reason}).`, hint: 'Reload the window, so that it and the studio are of one version.' }),
  answerMalformed: (d: { what: string; reason: Wording }) => ({ sentence: `${d.what} was not answered as it must be (${d.reason}).`, hint: 'Reload the window, so that it and the studio are of one version.' }),
  tooManyCalls: (d: { most: number }) => ({ sentence: `More than ${d.most} questions are open at once.`, hint: 'Close some windows, or wait until they are answered.' }),
  portTaken: (d: { port: number }) => ({ sentence: `Port ${d.port} of this machine is taken or not allowed.`, hint: 'Name another one, or none: then a free one is found.' }),
  uploadTooLarge: (d: { name: string; gigabytes: number }) => ({ sentence: `${d.name} has more than the ${d.gigabytes} GB that a browser may hand over at once.`, hint: 'Open it by its path instead: then nothing is copied.' }),
  uploadNoRoom: (d: { name: string; need: number; free: number }) => ({ sentence: `Taking ${d.name} from the browser needs ${d.need} MB of free space in the library, and only ${d.free} MB are free.`, hint: 'Make room there, or open it by its path: then nothing is copied.' }),
  uploadBroken: (d: { name: string }) => ({ sentence: `${d.name} did not come over whole from the browser.`, hint: 'The connection broke, or a file changed or went away meanwhile. Try again.' }),
}
