import type { Wording } from '../wording'

/** Problems of a run and its files. */
export const runSentences = {
  weightsDiffer: (d: { name: string; have: string; need: string }) => ({
    sentence: `The weights do not fit the network, first at ${d.name}: the weights have ${d.have}, the network has ${d.need}.`,
    hint: 'They are the weights of another network: take those of this one, or the network that they were trained with.',
  }),
  weightsUnreadable: (d: { file: string; reason: Wording }) => ({
    sentence: `${d.file} is not a whole safetensors file: ${d.reason}.`,
    hint: 'Take another copy of it, or save the weights again.',
  }),
  stateDictUnreadable: (d: { file: string; reason: Wording }) => ({
    sentence: `${d.file} cannot be read as weights of PyTorch: ${d.reason}.`,
    hint: 'Save it with torch.save(model.state_dict(), …) in PyTorch 1.6 or newer, or as safetensors.',
  }),
  stateDictForeign: (d: { file: string; name: string }) => ({
    sentence: `${d.file} asks for ${d.name}, which is a program's and no weights; nothing of it was run.`,
    hint: 'Save only the weights, with torch.save(model.state_dict(), …) or as safetensors.',
  }),
  weightsWithoutNetwork: (d: { file: string }) => ({
    sentence: `${d.file} does not say which network its weights belong to.`,
    hint: 'Name the network with --model.',
  }),
  weightsFitNothing: (d: { file: string; network: string; preset?: string | undefined; classes?: number | undefined }) => ({
    sentence: `Of ${d.file} nothing fits ${d.network}: no layer with a kernel is the same in both.`,
    hint: d.preset === undefined ? 'Take weights of this network, or start from the network that they were trained with.' : `It is made for the preset ${d.preset} with ${d.classes} classes: start from that network.`,
  }),
  weightsNotFinite: (d: { file: string; name: string }) => ({
    sentence: `${d.file} has a value in ${d.name} that is no number or infinite, so that nothing could be learned from it.`,
    hint: 'Take weights that were saved before their training broke off.',
  }),
  runUnreadable: (d: { file: string; reason: Wording }) => ({
    sentence: `${d.file} does not describe a run: ${d.reason}.`,
    hint: 'Take another run, or a copy of this one.',
  }),
  noRun: (d: { folder: string }) => ({
    sentence: `There is no run in ${d.folder}.`,
    hint: 'Name a folder that train has made, such as runs/vgg16-bn-1.',
  }),
  noCheckpoint: (d: { folder: string }) => ({
    sentence: `The run in ${d.folder} has saved no weights yet.`,
    hint: 'Train it to the end of an epoch first.',
  }),
  runExists: (d: { folder: string }) => ({
    sentence: `${d.folder} is there already and is not empty.`,
    hint: 'Choose another folder with --out, or go on with the run that is there with --resume.',
  }),
  runFinished: (d: { folder: string; epochs: number }) => ({
    sentence: `The run in ${d.folder} has done all of its ${d.epochs} ${d.epochs === 1 ? 'epoch' : 'epochs'}.`,
    hint: 'Ask for more with --epochs.',
  }),
  dataNotNamed: () => ({
    sentence: 'A file of weights does not say which pictures to score it on.',
    hint: 'Name them with --data.',
  }),
  nothingHeldOut: () => ({
    sentence: 'This run held no pictures out for validation.',
    hint: 'Score it on another split with --split test.',
  }),
  noTestPictures: (d: { name: string }) => ({
    sentence: `${d.name} has no test pictures here.`,
    hint: 'Add its test file, or score another split.',
  }),
  runInUse: (d: { folder: string; pid: number }) => ({
    sentence: `The run in ${d.folder} is being trained by another process (${d.pid}).`,
    hint: 'Wait until it is done, or stop it.',
  }),
  dataChanged: (d: { folder: string }) => ({
    sentence: `The pictures are not those that the run in ${d.folder} was trained on.`,
    hint: 'Give the same data set, or begin a new run.',
  }),
  planDiffers: (d: { folder: string; setting: string }) => ({
    sentence: `The plan in ${d.folder} is not the one by which the run came to its checkpoint: ${d.setting} is another.`,
    hint: 'Put it back in run.json, or begin a new run.',
  }),
  lossNotFinite: (d: { loss: string; step: number; epoch: number; learningRate: number; kept: Wording }) => ({
    sentence: `The loss became ${d.loss} at step ${d.step} of epoch ${d.epoch}, most likely because the learning rate ${d.learningRate} is too high for this network; ${d.kept}.`,
    hint: `Try a learning rate of ${Number((d.learningRate / 10).toPrecision(2))}.`,
  }),
  outOfMemory: (d: { batch: number }) => ({
    sentence: `There is not enough memory for this network with a batch of ${d.batch}.`,
    hint: 'Use a smaller batch or a smaller network.',
  }),
  trainerBusy: () => ({
    sentence: 'The process that trains has a job already.',
    hint: 'Wait until it is done, or stop it.',
  }),
  runNotUnderWay: (d: { id: string }) => ({
    sentence: `The run ${d.id} is not being trained.`,
    hint: 'Let it go on first.',
  }),
  frozenUnknown: (d: { name: string }) => ({
    sentence: `The plan freezes ${d.name}, but no layer of the network with anything to learn is called so.`,
    hint: 'Name a layer as the network does, such as features.0, or the beginning of some names, such as features.',
  }),
  nothingMoves: (d: { epoch: number }) => ({
    sentence: `In epoch ${d.epoch} every layer of the network is frozen, so that nothing would be learned.`,
    hint: 'Let at least one layer learn.',
  }),
  sizeTooLarge: (d: { size: string; own: string }) => ({
    sentence: `The plan shrinks pictures to ${d.size}, but the network takes pictures of ${d.own}.`,
    hint: 'Choose a size that is no larger, or give the network a larger input.',
  }),
  sizeEmpties: (d: { layer: string; size: string }) => ({
    sentence: `The plan shrinks pictures to ${d.size}, and at that size nothing is left of them at ${d.layer}.`,
    hint: 'Choose a larger size, or let fewer layers before it make the map smaller.',
  }),
  sizeMisfits: (d: { layer: string; size: string }) => ({
    sentence: `The plan shrinks pictures to ${d.size}, and at that size ${d.layer} does not fit what comes before it.`,
    hint: "Choose another size, such as half of the network's own.",
  }),
  sizeChangesWeights: (d: { layer: string; size: string }) => ({
    sentence: `The plan shrinks pictures to ${d.size}, but ${d.layer} has its weights for one size of the map before it alone.`,
    hint: 'Put an adaptive or global pooling layer before it, or leave the sizes out.',
  }),
  muonWithoutMatrices: () => ({
    sentence: 'Muon moves the filters and matrices of all layers but the last, and this network has none.',
    hint: 'Choose another optimizer, such as SGD, or put a Convolution into the network.',
  }),
  whiteningNeedsConvolution: (d: { layer: string }) => ({
    sentence: `Whitening sets the filters of one first convolution of all channels, but ${d.layer} takes the pictures too, or is none.`,
    hint: 'Let the network begin with one Convolution without groups, or leave whitening out.',
  }),
  imageNetIsColour: (d: { channels: number }) => ({
    sentence: `ImageNet's mean and deviation are of red, green and blue, but this network takes ${d.channels === 1 ? '1 channel' : `${d.channels} channels`}.`,
    hint: 'Normalise by the pictures, or let the Input take 3 channels.',
  }),
  whiteningNeedsMore: (d: { patches: number; need: number; kernel: string }) => ({
    sentence: `Whitening a kernel of ${d.kernel} needs at least ${d.need} patches of pictures, and there are ${d.patches}.`,
    hint: 'Whiten with more pictures, or make the kernel smaller.',
  }),
  settingUnknown: (d: { setting: string }) => ({
    sentence: `A plan has no setting ${d.setting}.`,
    hint: 'Name one of its settings, such as learningRate or optimizer.weightDecay.',
  }),
  settingRefused: (d: { setting: string; reason: Wording }) => ({
    sentence: `A plan cannot have ${d.setting}: ${d.reason}.`,
    hint: 'Take this value out of the sweep, or choose another.',
  }),
  sweepTooLarge: (d: { runs: number; most: number }) => ({
    sentence: `The sweep would be ${d.runs} runs, and ${d.most} is the most.`,
    hint: 'Try fewer values, or draw some at random.',
  }),
  noDialogs: () => ({
    sentence: 'A browser cannot show the dialogs of this computer.',
    hint: 'Type the path, or drop the file into the window.',
  }),
  datasetsDied: (d: { how: Wording }) => ({
    sentence: `The process that keeps the data sets ended by itself (${d.how}).`,
    hint: 'It is started again. What was being got or brought in can be asked for once more.',
  }),
  trainerDied: (d: { how: Wording }) => ({
    sentence: `The process that trains ended by itself (${d.how}).`,
    hint: 'What was saved is whole: go on with --resume. The log file has what it last said.',
  }),
  diskFull: (d: { path: string }) => ({
    sentence: `There is no space left to write ${d.path}; nothing was left half-written.`,
    hint: 'Make room on that disk, then go on.',
  }),
  notAllowed: (d: { path: string }) => ({
    sentence: `This account may not read or write ${d.path}.`,
    hint: 'Change its permissions, or choose another place.',
  }),
  fileMissing: (d: { path: string }) => ({
    sentence: `${d.path} is not there.`,
    hint: 'Check the name.',
  }),
  networkChanged: (d: { file: string }) => ({
    sentence: `${d.file} has been changed since this window read it.`,
    hint: 'Save under another name, or save over it: what is in it now is lost then.',
  }),
  wrongKindOfFile: (d: { path: string }) => ({
    sentence: `${d.path} needs a folder where there is a file, or a file where there is a folder.`,
    hint: 'Choose another place.',
  }),
  fileFailed: (d: { path: string; reason: Wording }) => ({
    sentence: `${d.path} could not be read or written: ${d.reason}.`,
    hint: 'Check the disk, then try again.',
  }),
}
