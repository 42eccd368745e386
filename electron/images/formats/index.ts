import { avif } from './avif'
import { bmp } from './bmp'
import { gif } from './gif'
import type { PictureFormat } from './header'
import { jpeg } from './jpeg'
import { png } from './png'
import { webp } from './webp'

/** The kinds of picture files that are read. */
export const pictureFormats: readonly PictureFormat[] = [png, jpeg, webp, gif, bmp, avif]
