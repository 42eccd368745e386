export const words: readonly { readonly english: string; readonly chinese: string }[]
