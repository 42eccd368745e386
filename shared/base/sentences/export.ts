/** Problems of taking a trained network away. */
export const exportSentences = {
  exportDiffers: (d: { format: string; relative: string; allowed: string }) => ({
    sentence: `Read back, the ${d.format} export answers differently, by ${d.relative} of the largest answer where ${d.allowed} is allowed; it was removed.`,
    hint: 'Export the weights in another format; this is a fault of VGG Studio, not yours.',
  }),
  exportTooLarge: (d: { format: string; gigabytes: string; most: string }) => ({
    sentence: `The weights take ${d.gigabytes} GB, and ${d.format} holds at most ${d.most} GB.`,
    hint: 'Export them as safetensors.',
  }),
}
