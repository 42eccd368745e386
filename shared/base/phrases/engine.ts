/** Parts of sentences about the engine. */
export const enginePhrases = {
}
