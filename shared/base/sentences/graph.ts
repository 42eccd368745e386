import type { Wording } from '../wording'

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
  groupsDoNotDivide: (d: { layer: string; groups: number; channels: number; filters: number }) => ({
    sentence: `${d.layer} cannot cut ${d.channels % d.groups ? `its ${d.channels} input channels` : `its ${d.filters} filters`} into ${d.groups} equal groups.`,
    hint: `Choose a number of groups that divides both its ${d.channels} input channels and its ${d.filters} filters.`,
  }),
  poolPaddingTooLarge: (d: { layer: string; padding: string; kernel: string }) => ({
    sentence: `${d.layer} pads by ${d.padding}, which is more than half of its kernel of ${d.kernel}: some windows could hold nothing but padding.`,
    hint: 'Make the padding smaller or the kernel larger.',
  }),
  badParameter: (d: { layer: string; field: string; reason: Wording }) => ({
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
  portsUnclear: (d: { layer: string; most: number }) => ({
    sentence: `${d.layer} must be fed at its inputs 0 to ${d.most}, each by one connection.`,
    hint: 'Number its connections anew.',
  }),
  cyclic: (d: { layer: string }) => ({
    sentence: `The network runs in a circle through ${d.layer}.`,
    hint: 'Remove a connection of the circle.',
  }),
  unconnected: (d: { layers: string; count: number }) => ({
    sentence: `${d.layers} ${d.count === 1 ? 'is' : 'are'} not connected to the input of the network.`,
    hint: `Connect ${d.count === 1 ? 'it' : 'them'}, or remove ${d.count === 1 ? 'it' : 'them'}.`,
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
  nameMissing: (d: { id: string }) => ({
    sentence: `The layer with the id ${d.id} has no name.`,
    hint: 'Give it one, such as features.0.',
  }),
  outputEmpty: (d: { layer: string; out: string }) => ({
    sentence: `${d.layer} would give an output of ${d.out}.`,
    hint: 'Change its settings, or what comes before it.',
  }),
  layerTooLarge: (d: { layer: string; numbers: number; most: number }) => ({
    sentence: `${d.layer} has ${d.numbers} numbers in one tensor, and no tensor may have more than ${d.most}.`,
    hint: 'Make it narrower, or its input smaller.',
  }),
  activationMissing: (d: { layer: string; other: string }) => ({
    sentence: `Between ${d.other} and ${d.layer} there is no activation, so that the two can do no more than one Linear layer.`,
    hint: 'Put an activation between them, such as ReLU.',
  }),
  nothingToLearn: () => ({
    sentence: 'No layer of the network has anything to learn.',
    hint: 'Put a Convolution or a Linear layer into it.',
  }),
  channelsDiffer: (d: { layer: string; have: number; need: number }) => ({
    sentence: `${d.layer} takes pictures of ${d.have} ${d.have === 1 ? 'channel' : 'channels'}, but those of the data have ${d.need}.`,
    hint: `Set its channels to ${d.need}.`,
  }),
  greyRepeated: (d: { layer: string }) => ({
    sentence: `The data's pictures are grey, and ${d.layer} takes 3 channels: grey is repeated in all of them.`,
    hint: 'Set its channels to 1, and the first layer has less to compute.',
  }),
  colourTurnedGrey: (d: { layer: string }) => ({
    sentence: `The data's pictures are in colour, and ${d.layer} takes 1 channel: they are turned into grey.`,
    hint: 'Set its channels to 3, and the network can learn from colours.',
  }),
  memoryTooSmall: (d: { batch: number; need: string; have: string; fits: number }) => ({
    sentence: `Training it with a batch of ${d.batch} takes about ${d.need} of memory, and there are ${d.have}.`,
    hint: d.fits ? `A batch of ${d.fits} is about the most that fits.` : 'Make the network smaller: not even a single picture fits.',
  }),
  graphNotJson: () => ({
    sentence: 'This is not the file of a network: it is not JSON.',
    hint: 'Give a file that this program has saved, such as net.json.',
  }),
  graphOfAnotherFormat: () => ({
    sentence: "This is not the file of a network: it does not say that its format is 'vgg-studio-graph'.",
    hint: 'Give a file that this program has saved, such as net.json.',
  }),
  graphNewer: (d: { have: number; newest: number }) => ({
    sentence: `The network was saved by a newer version of the program (document version ${d.have}; this one reads up to ${d.newest}).`,
    hint: 'Update the program, then open it again.',
  }),
  graphUnreadable: (d: { where: Wording; reason: Wording }) => ({
    sentence: `The file of the network is damaged: ${d.where} ${d.reason}.`,
    hint: 'Take another copy of it, or correct this place.',
  }),
  graphTooLarge: (d: { what: Wording; have: number; most: number }) => ({
    sentence: `The file of the network has ${d.have} ${d.what}; at most ${d.most} are read.`,
    hint: 'Give the file of one network.',
  }),
  noSuchPart: (d: { what: Wording }) => ({
    sentence: `The network has no ${d.what} to change.`,
    hint: 'It may have been removed meanwhile: look at the network as it is now.',
  }),
  cannotRepeat: (d: { layers: string }) => ({
    sentence: `The part with ${d.layers} cannot be repeated, because it has not exactly one way in and one way out.`,
    hint: 'Choose layers that follow one another, with all branches between them.',
  }),
  recentGone: () => ({ sentence: 'This network is not among the recent ones any more.', hint: 'Open its file.' }),
  unknownPreset: (d: { name: string; known: string }) => ({
    sentence: `There is no model '${d.name}'.`,
    hint: `Known are: ${d.known}. A network of your own is named by its file, such as net.json.`,
  }),
}
