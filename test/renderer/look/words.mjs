// The catalogue of the window's texts, for tests that look at it in a browser.
import { en } from '#renderer/locale/en'
import { zhCN } from '#renderer/locale/zhCN'

/** Each text of the window in English and in Chinese. */
export const words = Object.keys(en).map((key) => ({ english: en[key], chinese: zhCN[key] }))
