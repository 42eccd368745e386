/** Problems of questions to a trained network. */
export const askSentences = {
  layerNotThere: (d: { layer: string; known: string }) => ({
    sentence: `The network has no layer '${d.layer}'.`,
    hint: `Its layers are: ${d.known}.`,
  }),
  layerWithoutMap: (d: { layer: string }) => ({
    sentence: `The layer '${d.layer}' gives plain numbers, not a map that could be laid over the picture.`,
    hint: 'Choose a layer before the network is flattened, such as a convolution.',
  }),
  noMaps: () => ({
    sentence: 'The network has no convolution, so there is no map to explain an answer with.',
    hint: 'Name a layer that gives a map, or ask a network with a convolution.',
  }),
  classNotThere: (d: { class: number; classes: number }) => ({
    sentence: `There is no class ${d.class}: the network answers with ${d.classes} classes, counted from 0.`,
    hint: `Choose one from 0 to ${d.classes - 1}.`,
  }),
  classUnknown: (d: { name: string; known: string }) => ({
    sentence: `The network knows no class '${d.name}'.`,
    hint: `It knows: ${d.known}.`,
  }),
  pictureNotThere: (d: { name: string; number: number; count: number }) => ({
    sentence: `${d.name} has no picture ${d.number}: there are ${d.count}, counted from 0.`,
    hint: 'Choose another picture.',
  }),
  pictureChannels: (d: { channels: number }) => ({
    sentence: `The network takes pictures of ${d.channels} channels, but a picture file gives grey or red, green and blue.`,
    hint: 'Ask about a picture of its data set.',
  }),
  neighboursOfFile: (d: { file: string }) => ({
    sentence: `${d.file} does not say which pictures its weights were trained on, so there are none to look for neighbours among.`,
    hint: 'Ask a run.',
  }),
  answerGivenUp: () => ({ sentence: 'The question was taken back before there was an answer.', hint: 'Ask again.' }),
}
