import type { enginePhrases } from '../engine'

/** Parts of sentences about the engine, in Simplified Chinese. */
export const enginePhrasesZhCN: typeof enginePhrases = {
}
