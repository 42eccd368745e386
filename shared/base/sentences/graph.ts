/** Problems of a network. */
export const graphSentences = {
  needsMap: (d: { layer: string; have: string }) => ({
    sentence: `${d.layer} works on a map (channels × height × width), but gets ${d.have}.`,
    hint: 'Move it before the Flatten.',
  }),
  needsVector: (d: { layer: string; have: string }) => ({
    sentence: `${d.layer} works on a vector of features, but gets a map of ${d.have}.`,
    hint: 'Put a Flatten before it.',
  }),
  featuresDiffer: (d: { layer: string; have: number; need: number }) => ({
    sentence: `${d.layer} expects ${d.need} features, but gets ${d.have}.`,
    hint: `Set its in-features to ${d.have}.`,
  }),
  shapesDiffer: (d: { layer: string; first: string; second: string }) => ({
    sentence: `${d.layer} cannot add ${d.first} and ${d.second}.`,
    hint: 'Bring both branches to the same channels, height and width.',
  }),
  cannotMultiply: (d: { layer: string; first: string; second: string }) => ({
    sentence: `${d.layer} cannot multiply ${d.first} by ${d.second}.`,
    hint: 'Bring both to the same channels, height and width, or one of them to one number a channel.',
  }),
  cannotConcat: (d: { layer: string; first: string; second: string }) => ({
    sentence: `${d.layer} cannot put ${d.first} and ${d.second} side by side.`,
    hint: 'Bring all its inputs to the same height and width; only their channels may differ.',
  }),
  normGroupsDoNotDivide: (d: { layer: string; groups: number; channels: number }) => ({
    sentence: `${d.layer} cannot divide ${d.channels} channels into ${d.groups} equal groups.`,
    hint: `Set its groups to a number that divides ${d.channels}.`,
  }),
  mapTooSmall: (d: { layer: string; have: string; kernel: string; out: string }) => ({
    sentence: `${d.layer} has a kernel of ${d.kernel}, but its input is only ${d.have}, so its output would be empty (${d.out}).`,
    hint: 'Use larger pictures, more padding, or fewer layers that shrink the map before it.',
  }),
  badParameter: (d: { layer: string; field: string; reason: string }) => ({
    sentence: `${d.layer}: the setting ${d.field} ${d.reason}.`,
    hint: 'Correct it in the network.',
  }),
  unknownKind: (d: { layer: string; kind: string }) => ({
    sentence: `${d.layer} is of the kind '${d.kind}', which this version does not know.`,
    hint: 'Use a newer version of the program, or another layer.',
  }),
  duplicateName: (d: { name: string }) => ({
    sentence: `Two layers are called ${d.name}.`,
    hint: 'Give each layer a name of its own.',
  }),
  duplicateId: (d: { id: string }) => ({
    sentence: `Two layers have the same id, ${d.id}.`,
    hint: 'Give each layer an id of its own.',
  }),
  danglingEdge: (d: { from: string; to: string }) => ({
    sentence: `A connection goes from ${d.from} to ${d.to}, but one of them is not in the network.`,
    hint: 'Remove the connection.',
  }),
  inputsMissing: (d: { layer: string; have: number; least: number; most: number }) => ({
    sentence: `${d.layer} needs ${d.least === d.most ? '' : `${d.least} to `}${d.most} ${d.most === 1 ? 'input' : 'inputs'}, but has ${d.have}.`,
    hint: 'Connect what is missing, and no port twice.',
  }),
  cyclic: (d: { layer: string }) => ({
    sentence: `The network runs in a circle through ${d.layer}.`,
    hint: 'Remove a connection of the circle.',
  }),
  oneInput: (d: { have: number }) => ({
    sentence: `A network has one input layer, this one has ${d.have}.`,
    hint: 'Leave exactly one.',
  }),
  oneOutput: (d: { layers: string }) => ({
    sentence: `The network must end in one layer, but these lead nowhere: ${d.layers}.`,
    hint: 'Connect or remove all but one.',
  }),
  outputNotVector: (d: { layer: string; have: string }) => ({
    sentence: `The network ends in ${d.layer} with ${d.have}, but it must end in one number a class.`,
    hint: 'End it with Flatten and a Linear layer.',
  }),
  softmaxInside: (d: { layer: string }) => ({
    sentence: `${d.layer} stands in the middle of the network, where its gradient is not offered.`,
    hint: 'Softmax is for the output only: remove it here.',
  }),
  classesDiffer: (d: { layer: string; have: number; need: number }) => ({
    sentence: `${d.layer} gives ${d.have} classes, but the data has ${d.need}.`,
    hint: `Set its units to ${d.need}.`,
  }),
  unknownPreset: (d: { name: string; known: string }) => ({
    sentence: `There is no model '${d.name}'.`,
    hint: `Known are: ${d.known}.`,
  }),
}
