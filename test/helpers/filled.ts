/** What every sentence and phrase can be filled with: each detail by its name, a list where a row uses one as a list, and in the plural. */
export const filled = new Proxy({}, {
  get: (_target, name: string) => (lists.has(name) ? [`«${name}»`, `«${name}»`] : name === 'kind' ? 'gpu' : `«${name}»`),
})
const lists = new Set(['files', 'reasons', 'addresses', 'inputs', 'offers', 'notes', 'rest'])
