/** Problems that only a window has. */
export const windowSentences = {
  connectionLost: () => ({
    sentence: 'The studio does not answer.',
    hint: 'The window tries again by itself; what trains goes on meanwhile.',
  }),
}
