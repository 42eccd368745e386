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
}
