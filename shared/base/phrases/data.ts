import type { Wording } from '../wording'

/** What is said of pictures, data sets and archives, and parts of such sentences. */
export const dataPhrases = {
  aboutCifar10: () => 'Photographs of ten kinds of things',
  aboutCifar100: () => 'Photographs of a hundred kinds of things',
  aboutMnist: () => 'Handwritten digits, in grey',
  aboutFashionMnist: () => 'Pieces of clothing, in grey',
  aboutIdx: () => 'Pictures in the IDX format, in grey',
  aboutShapes: () => 'Drawn pictures of ten kinds of shapes, made here',
  aboutOwn: (d: { why: Wording }) => `Own pictures. ${d.why}`,
  sizeKept: (d: { height: number; width: number }) => `The pictures keep their own size, ${d.height} x ${d.width}.`,
  sizeOfMedian: (d: { side: number; median: number }) => `The pictures are brought to ${d.side} x ${d.side}: half of them have a shorter side of ${d.median} pixels or more.`,
  sizeWished: (d: { height: number; width: number }) => `The pictures are brought to ${d.width} x ${d.height}, as wished.`,
  labels: () => 'labels',
  pictures: () => 'pictures',
  cannotBeUnderstood: () => 'cannot be understood',
  hasBecomeShorter: () => 'has become shorter',
  hasAnotherLength: () => 'has another length',
  namesNoClass: () => 'names a class that there is not',
  hasBytes: (d: { have: number; need: number }) => `has ${d.have} bytes where ${d.need} belong`,
  training: () => 'training',
  test: () => 'test',
  fileMissing: (d: { file: string; split: Wording; official: number }) => `${d.file} is missing: the official ${d.official.toLocaleString('en')} ${d.split} pictures in it are left out.`,
  fewerRecords: (d: { file: string; split: Wording; records: number; official: number }) =>
    `${d.file} has ${d.records.toLocaleString('en')} records, fewer than the official ${d.official.toLocaleString('en')} ${d.split} pictures.`,
  moreRecords: (d: { file: string; split: Wording; records: number; official: number }) =>
    `${d.file} has ${d.records.toLocaleString('en')} records, more than the official ${d.official.toLocaleString('en')} ${d.split} pictures.`,
  namesUnusual: (d: { file: string; classes: number }) => `${d.file} does not hold ${d.classes} different class names, one a line: the official names are used.`,
  validationJoins: () => 'There are pictures to train, to validate and to test: those to validate join the ones that train, out of which a share is held out to validate.',
  noneToTrain: (d: { classes: string }) => `No picture to train from: ${d.classes}.`,
  oneToTrain: (d: { classes: string }) => `Only one picture to train from: ${d.classes}.`,
  noneToTest: (d: { classes: string }) => `No picture to test with: ${d.classes}.`,
  isAsStored: (d: { pictures: number; name: string }) => `All ${d.pictures.toLocaleString('en')} pictures of ${d.name} are as they were stored.`,
  isNotAsStored: (d: { split: Wording; name: string }) => `The ${d.split} pictures of ${d.name} are no longer what was stored: get or import it again.`,
}
