import type { Wording } from '../wording'

const wantedData =
  'Give a folder with data_batch_1.bin … data_batch_5.bin, the archive cifar-10-binary.tar.gz, the same of CIFAR-100, a folder with the four files of MNIST or Fashion-MNIST, ' +
  'or the word shapes for generated pictures.'
const otherCopy = 'Get the file again from where you have it, or give another one.'
const otherPicture = 'Give a PNG, JPEG, WebP, GIF, BMP or AVIF picture that other programs can open.'

/** Problems of pictures and data sets. */
export const dataSentences = {
  dataMissing: (d: { path: string }) => ({ sentence: `There is no folder or file at ${d.path}.`, hint: wantedData }),
  shapesCountWrong: (d: { what: string; most: number }) => ({
    sentence: `${d.what} does not say how many shapes to draw.`,
    hint: `Write shapes, shapes:20000 for so many training pictures (1 to ${d.most}), or shapes:20000:7 for those of seed 7.`,
  }),
  dataUnknown: (d: { path: string }) => ({
    sentence: `The files in ${d.path} are not those of a known data set.`,
    hint: `${wantedData} Own pictures are brought into the library first.`,
  }),
  cifarNotFound: (d: { path: string; name: string; archive: string; files: readonly string[] }) => ({
    sentence: `There is no training file of ${d.name} in ${d.path}: ${d.files.length > 1 ? `${d.files[0]!} … ${d.files.at(-1)!} are all` : `${d.files[0]!} is`} missing.`,
    hint: `Give a folder with ${d.files.length > 1 ? 'these files' : 'this file'}, or the archive ${d.archive} (${d.name}'s binary version, not the one for Python or Matlab).`,
  }),
  dataFileEmpty: (d: { file: string }) => ({ sentence: `${d.file} is empty.`, hint: otherCopy }),
  cifarFileTooLarge: (d: { file: string; name: string; megabytes: number }) => ({
    sentence: `${d.file} has ${d.megabytes} MB, more than twice what a file of ${d.name} has.`,
    hint: otherCopy,
  }),
  cifarFileCut: (d: { file: string; bytes: number; recordBytes: number; whole: number }) => ({
    sentence: `${d.file} has ${d.bytes} bytes, not a whole number of records of ${d.recordBytes} bytes: it ends inside record ${d.whole + 1}.`,
    hint: otherCopy,
  }),
  cifarLabelOutOfRange: (d: { file: string; record: number; label: number; highest: number }) => ({
    sentence: `Record ${d.record} of ${d.file} has the label ${d.label}, but labels go from 0 to ${d.highest}.`,
    hint: `The file is damaged or of another data set. ${otherCopy}`,
  }),
  idxNotFound: (d: { path: string }) => ({
    sentence: `There are no pictures to train from in ${d.path}: train-images-idx3-ubyte and train-labels-idx1-ubyte are missing.`,
    hint: 'Give a folder or an archive with these files as they are published, compressed by gzip or not.',
  }),
  idxHalf: (d: { path: string; file: string; missing: Wording }) => ({
    sentence: `There is ${d.file} in ${d.path}, but the file of the ${d.missing} that belongs to it is missing.`,
    hint: 'Put both files into one folder.',
  }),
  idxMark: (d: { file: string; what: Wording }) => ({
    sentence: `${d.file} does not begin as ${d.what} in the IDX format do.`,
    hint: `The file is damaged or another one under this name. ${otherCopy}`,
  }),
  idxLength: (d: { file: string; bytes: number; expected: number }) => ({
    sentence: `${d.file} has ${d.bytes} bytes unpacked, but its beginning speaks of ${d.expected}.`,
    hint: otherCopy,
  }),
  idxTooLarge: (d: { file: string; most: number }) => ({
    sentence: `${d.file} has more than ${d.most} MB unpacked, which is more than is read of such a file.`,
    hint: otherCopy,
  }),
  idxCountsDiffer: (d: { images: string; pictures: number; labels: string; count: number }) => ({
    sentence: `${d.images} has ${d.pictures} pictures, but ${d.labels} has ${d.count} labels.`,
    hint: 'Give two files that belong together.',
  }),
  idxSizesDiffer: (d: { path: string; training: string; test: string }) => ({
    sentence: `The training pictures in ${d.path} have ${d.training} pixels, but those to test with have ${d.test}.`,
    hint: 'Give four files that belong together.',
  }),
  idxLabelOutOfRange: (d: { file: string; number: number; label: number; highest: number }) => ({
    sentence: `Label ${d.number} of ${d.file} is ${d.label}, but labels go from 0 to ${d.highest}.`,
    hint: `The file is damaged or of another data set. ${otherCopy}`,
  }),
  archiveDamaged: (d: { path: string; reason: Wording }) => ({
    sentence: `${d.path} cannot be unpacked: ${d.reason}.`,
    hint: 'Get the archive again, or unpack it yourself and give the folder.',
  }),
  archiveTooLarge: (d: { path: string; megabytes: number }) => ({
    sentence: `${d.path} unpacks to more than the ${d.megabytes} MB that are allowed for an archive of its size and kind.`,
    hint: 'It may be made to fill the disk. If you trust it, unpack it yourself and give the folder.',
  }),
  archiveTooMany: (d: { path: string; most: number }) => ({
    sentence: `${d.path} holds more than ${d.most.toLocaleString('en')} files and folders.`,
    hint: 'If you trust it, unpack it yourself and give the folder.',
  }),
  archiveUnsafe: (d: { path: string; name: string; reason: Wording }) => ({
    sentence: `${d.path} holds ${JSON.stringify(d.name)}, which is not unpacked: ${d.reason}.`,
    hint: 'Get the archive from where it is published, or pack plain files and folders anew.',
  }),
  downloadNoRoom: (d: { file: string; folder: string; need: number; free: number }) => ({
    sentence: `Getting ${d.file} needs ${d.need} MB of free space in ${d.folder}, and only ${d.free} MB are free.`,
    hint: 'Make room there and try again.',
  }),
  downloadDiskFull: (d: { file: string; folder: string }) => ({
    sentence: `The disk is full: there is no space left for ${d.file} in ${d.folder}.`,
    hint: 'Make room there and try again; what came so far is kept.',
  }),
  downloadAway: (d: { file: string; reasons: readonly Wording[]; addresses: readonly string[] }) => ({
    sentence: `${d.file} could not be downloaded (${d.reasons.join('; ')}).`,
    hint: `Try again later, or get it with a browser from ${d.addresses[0]!} and import that file; what came so far is kept.`,
  }),
  dataSetAbsent: (d: { id: string }) => ({ sentence: `There is no data set ${d.id} in the library.`, hint: 'Get or import it first.' }),
  dataSetNewer: (d: { id: string }) => ({
    sentence: `The data set ${d.id} was stored by a later version of VGG Studio.`,
    hint: 'Update VGG Studio, or remove the data set and get or import it again.',
  }),
  dataSetDamaged: (d: { id: string; file: string; how: Wording }) => ({
    sentence: `The data set ${d.id} is damaged: ${d.file} ${d.how}.`,
    hint: 'Remove it, and get or import it again.',
  }),
  pictureNumber: (d: { id: string; split: Wording; number: number; count: number }) => ({
    sentence: `The data set ${d.id} has no ${d.split} picture ${d.number}: it has ${d.count}, counted from 0.`,
    hint: 'Look at a page of its pictures again.',
  }),
  importNoPictures: (d: { path: string }) => ({
    sentence: `There are no files in ${d.path} that could be pictures.`,
    hint: 'Give a folder with a folder of pictures for each class, a zip of one, or a CSV table with paths and labels.',
  }),
  importNoClasses: (d: { path: string }) => ({
    sentence: `The files in ${d.path} lie in no folders, so nobody can tell what they show.`,
    hint: 'Make a folder for each class and put its pictures there, or give a CSV table with paths and labels.',
  }),
  importOneClass: (d: { path: string; name: string }) => ({
    sentence: `There is only one class with pictures to train from in ${d.path}${d.name === '' ? '' : `, ${d.name}`}; telling apart takes two.`,
    hint: 'Give the folder that holds the folders of all classes.',
  }),
  importNoTraining: (d: { path: string; folders: string }) => ({
    sentence: `${d.path} has pictures for ${d.folders} only, and none to train from.`,
    hint: 'Name what trains train or training, or leave these words out.',
  }),
  importNothingReadable: (d: { path: string; files: number }) => ({
    sentence: `None of the ${d.files.toLocaleString('en')} files in ${d.path} is a picture that can be trained from.`,
    hint: 'Give PNG, JPEG, WebP, GIF, BMP or AVIF pictures that other programs can open.',
  }),
  tableDamaged: (d: { path: string; reason: Wording }) => ({
    sentence: `The table ${d.path} cannot be read: ${d.reason}.`,
    hint: 'Save it again as CSV, with a path and a label in each row.',
  }),
  pictureNoFile: (d: { file: string }) => ({ sentence: `${d.file} is a folder or a device, not a picture.`, hint: 'Give the file of the picture.' }),
  pictureEmpty: (d: { file: string }) => ({ sentence: `${d.file} is empty.`, hint: otherPicture }),
  pictureUnknown: (d: { file: string }) => ({ sentence: `${d.file} is not a picture of a kind that can be read here.`, hint: otherPicture }),
  pictureDamaged: (d: { file: string; kind: string }) => ({ sentence: `The ${d.kind} picture ${d.file} is damaged.`, hint: otherPicture }),
  pictureCut: (d: { file: string; kind: string }) => ({
    sentence: `The ${d.kind} picture ${d.file} is cut off: its end is missing.`,
    hint: 'Copy or download it again.',
  }),
  pictureTooLarge: (d: { file: string; width: number; height: number; megapixels: number }) => ({
    sentence: `${d.file} has ${d.width} x ${d.height} pixels; up to ${d.megapixels} million can be opened.`,
    hint: 'Make it smaller in a picture program first.',
  }),
  pictureFileTooLarge: (d: { file: string; megabytes: number; most: number }) => ({
    sentence: `${d.file} has ${d.megabytes} MB; a picture may have up to ${d.most} MB.`,
    hint: 'Make it smaller in a picture program first.',
  }),
  dataSetBusy: (d: { id: string }) => ({ sentence: `Something is under way with ${d.id} already.`, hint: 'Wait until it is done, or cancel it.' }),
  dataSetFixed: (d: { name: string }) => ({ sentence: `${d.name} is made by the program and always here.`, hint: 'There is nothing to get, to check or to remove.' }),
}
