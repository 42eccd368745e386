import { problem } from '#shared/base/problem'

/** Height and width of a picture in pixels. */
export const side = 32
/** Bytes of a picture: the red, the green and the blue plane. */
export const pictureBytes = 3 * side * side

/** Files of a binary version by their names. */
export type CifarFiles = Map<string, Uint8Array>

/** One of the two CIFAR data sets in its binary version, as cs.toronto.edu/~kriz/cifar.html describes it. */
export interface CifarKind {
  readonly name: string
  /** The official archive, and the folder that it unpacks to. */
  readonly archive: string
  readonly folder: string
  readonly training: readonly string[]
  readonly test: readonly string[]
  /** The file with the names of the classes, one a line. */
  readonly names: string
  /** Records in each official file. */
  readonly official: { readonly training: number; readonly test: number }
  /** The label bytes before a picture: how many classes each can name. The last one is the picture's class. */
  readonly labels: readonly number[]
  readonly classes: readonly string[]
}

export const cifar10: CifarKind = {
  name: 'CIFAR-10',
  archive: 'cifar-10-binary.tar.gz',
  folder: 'cifar-10-batches-bin',
  training: [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`),
  test: ['test_batch.bin'],
  names: 'batches.meta.txt',
  official: { training: 10_000, test: 10_000 },
  labels: [10],
  classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
}

/** The label of one of twenty groups of classes comes before the class's own. */
export const cifar100: CifarKind = {
  name: 'CIFAR-100',
  archive: 'cifar-100-binary.tar.gz',
  folder: 'cifar-100-binary',
  training: ['train.bin'],
  test: ['test.bin'],
  names: 'fine_label_names.txt',
  official: { training: 50_000, test: 10_000 },
  labels: [20, 100],
  classes: (
    'apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle caterpillar cattle ' +
    'chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard ' +
    'lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree ' +
    'plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail snake spider ' +
    'squirrel streetcar sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle wardrobe whale willow_tree wolf woman worm'
  ).split(' '),
}

/** The files that are looked for. */
export function filesOf({ training, test, names }: CifarKind): readonly string[] {
  return [...training, ...test, names]
}

/** Bytes of a record: the labels, then the picture. */
export function recordBytesOf({ labels }: CifarKind): number {
  return labels.length + pictureBytes
}

/** Throws when a file is too long to be read: more than twice as long as the longest of this kind. */
export function checkLength(kind: CifarKind, file: string, bytes: number): void {
  if (bytes > 2 * Math.max(kind.official.training, kind.official.test) * recordBytesOf(kind)) throw problem('cifarFileTooLarge', { file, name: kind.name, megabytes: Math.round(bytes / 1e6) })
}
