/** Parts of sentences about pictures, data sets and archives. */
export const dataPhrases = {
}
