/** What the buttons of changes that mend a network say. */
export const fixPhrases = {
  removeSetting: (d: { setting: string }) => `Remove the setting ${d.setting}`,
  numberInputs: () => 'Number its inputs anew',
  insertFlatten: () => 'Insert a Flatten before it',
  insertReLU: () => 'Insert a ReLU before it',
  endWithHead: (d: { classes: number }) => `End it with Flatten and Linear for ${d.classes} classes`,
  setChannels: (d: { value: number }) => `Set its channels to ${d.value}`,
  setUnits: (d: { value: number }) => `Set its units to ${d.value}`,
  removeIt: () => 'Remove it',
  renameTo: (d: { name: string }) => `Rename it to ${d.name}`,
  removeConnection: () => 'Remove the connection',
}
