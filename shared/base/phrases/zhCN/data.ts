import type { dataPhrases } from '../data'

/** Parts of sentences about pictures, data sets and archives, in Simplified Chinese. */
export const dataPhrasesZhCN: typeof dataPhrases = {
}
