import type { Client } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import { inject, type InjectionKey, type ShallowRef } from 'vue'
import type { ConnectionState } from '../connection/connection'
import type { Upload } from '../connection/upload'

/** The studio as the stores reach it. */
export interface Studio {
  readonly client: Client<StudioContract>
  readonly state: Readonly<ShallowRef<ConnectionState>>
  /** How files are handed over where a browser does not tell their paths; absent in Electron, which does. */
  readonly upload?: Upload
}

export const studioKey: InjectionKey<Studio> = Symbol('studio')

/** The studio of this window; only stores ask for it. */
export function useStudio(): Studio {
  const studio = inject(studioKey)
  if (!studio) throw new Error('The window has no studio.')
  return studio
}
