/** Lets the person choose files in the browser: with one of these endings (`.json`) where some are named, several, or all of a folder. None when they chose none. */
export function pickFiles({ endings = [], several = false, folder = false }: { readonly endings?: readonly string[]; readonly several?: boolean; readonly folder?: boolean }): Promise<readonly File[]> {
  const field = document.createElement('input')
  field.type = 'file'
  field.accept = endings.join(',')
  field.multiple = several
  field.webkitdirectory = folder
  return new Promise((picked) => {
    field.addEventListener('change', () => picked([...(field.files ?? [])]))
    field.addEventListener('cancel', () => picked([]))
    field.click()
  })
}
