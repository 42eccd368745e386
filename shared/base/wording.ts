declare const inReadersLanguage: unique symbol

/** A text in the language of whoever reads it. A row that is filled with one is given a phrase: English as it is does not compile. */
export type Wording = string & { readonly [inReadersLanguage]: true }
