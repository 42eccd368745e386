import { layerTerms } from './terms/layers'
import { pictureTerms } from './terms/pictures'
import { planTerms } from './terms/plan'

/** Words of the catalogues in shared/ in Simplified Chinese, by their English words. */
export const terms: Readonly<Record<string, string>> = { ...layerTerms, ...pictureTerms, ...planTerms }
