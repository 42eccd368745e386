/** How the output of a layer comes about, in its own numbers. Shapes are written channels × height × width. */
export const layerPhrases = {
  heightAndWidth: (d: { size: string }) => `height and width ${d.size}`,
  heightThenWidth: (d: { height: string; width: string }) => `height ${d.height}, width ${d.width}`,
  windowLeftOut: (d: { windows: string; size: number }) => `${d.windows} − 1 that would start outside = ${d.size}`,
  channelsStay: (d: { sizes: string; channels: number }) => `${d.sizes}; channels stay ${d.channels}`,
  channelsAreFilters: (d: { sizes: string; filters: number }) => `${d.sizes}; channels = filters = ${d.filters}`,
  filtersInGroups: (d: { sizes: string; filters: number; channels: number; groups: number }) =>
    `${d.sizes}; channels = filters = ${d.filters}, each from ${d.channels} / ${d.groups} = ${d.channels / d.groups} input channels`,
  partsOfMap: (d: { from: number; to: number }) => `${d.to}: pixels ⌊i·${d.from}/${d.to}⌋ to before ⌈(i + 1)·${d.from}/${d.to}⌉ give place i`,
  placesBetween: (d: { from: number; to: number }) => `${d.to}: place i lies at (i + 1/2)·${d.from}/${d.to} − 1/2`,
  shapeStays: (d: { shape: string }) => `the shape stays ${d.shape}`,
  stretchedAndShifted: (d: { shape: string }) => `the shape stays ${d.shape}; one scale and one shift a channel`,
  shifted: (d: { shape: string }) => `the shape stays ${d.shape}; one shift a channel`,
  eachStretchedAndShifted: (d: { shape: string; values: number }) => `the shape stays ${d.shape}; 2 · ${d.values} = ${2 * d.values} parameters, a scale and a shift for each value`,
  groupsTogether: (d: { shape: string; channels: number; groups: number; values: string }) =>
    `${d.channels} channels / ${d.groups} groups = ${d.channels / d.groups} a group, ${d.values} values that are normalised together; the shape stays ${d.shape}`,
  meanOfChannel: (d: { channels: number; height: number; width: number }) => `each of ${d.channels} channels becomes the mean of its ${d.height}·${d.width} = ${d.height * d.width} values`,
  largestOfChannel: (d: { channels: number; height: number; width: number }) => `each of ${d.channels} channels becomes the largest of its ${d.height}·${d.width} = ${d.height * d.width} values`,
  sumOfBoth: (d: { shape: string }) => `both inputs are ${d.shape}, and so is the sum`,
  productOf: (d: { inputs: readonly string[]; shape: string }) => `${d.inputs.join(' times ')} gives ${d.shape}`,
  channelsTogether: (d: { sum: string; size: string }) => `channels ${d.sum}; height and width stay ${d.size}`,
  featuresTogether: (d: { sum: string }) => `features ${d.sum}`,
  weightedSums: (d: { features: number; units: number }) => `${d.features} features × ${d.units} units = ${d.features * d.units} parameters`,
  weightedSumsAndBiases: (d: { features: number; units: number }) => `${d.features} features × ${d.units} units + ${d.units} biases = ${d.features * d.units + d.units} parameters`,
  inOneRow: (d: { shape: string; features: number }) => `${d.shape} = ${d.features} features`,
  picturesOf: (d: { shape: string }) => `pictures of ${d.shape} (channels × height × width)`,
  probabilities: (d: { count: number }) => `${d.count} probabilities that add up to 1`,
}
