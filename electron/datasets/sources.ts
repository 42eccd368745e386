import type { Download } from '#electron/files/download'

/** A data set that can be had from the network. */
export interface Source {
  readonly id: string
  readonly name: string
  readonly files: readonly Download[]
}

/**
 * A file at its places, the official one first. The MD5 sums are those in common use; they and the lengths
 * have not been checked against the hosts yet. They tell a broken file from a whole one, no more: MD5 is no guard against forgery,
 * for which https to these hosts is trusted.
 */
function row(file: string, bytes: number, md5: string, places: readonly string[], as = file): Download {
  return { file: as, bytes, digest: { kind: 'md5', hex: md5 }, addresses: places.map((place) => `${place}${file}`) }
}

const cifar = ['https://www.cs.toronto.edu/~kriz/']
/** The first home of MNIST gives its files no more; these two give the same bytes. */
const mnist = ['https://ossci-datasets.s3.amazonaws.com/mnist/', 'https://storage.googleapis.com/cvdf-datasets/mnist/']
/** The project's own repository: its other address has no https. */
const fashion = ['https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/']

/** All that can be had, and from where. Both kinds of MNIST name their files alike, so these bear the data set's name in the folder for downloads. */
export const sources: readonly Source[] = [
  { id: 'cifar-10', name: 'CIFAR-10', files: [row('cifar-10-binary.tar.gz', 170_052_171, 'c32a1d4ab5d03f1284b67883e8d87530', cifar)] },
  { id: 'cifar-100', name: 'CIFAR-100', files: [row('cifar-100-binary.tar.gz', 168_513_733, '03b5dce01913d631647c71ecec9e9cb8', cifar)] },
  {
    id: 'mnist', name: 'MNIST', files: [
      row('train-images-idx3-ubyte.gz', 9_912_422, 'f68b3c2dcbeaaa9fbdd348bbdeb94873', mnist, 'mnist-train-images-idx3-ubyte.gz'),
      row('train-labels-idx1-ubyte.gz', 28_881, 'd53e105ee54ea40749a09fcbcd1e9432', mnist, 'mnist-train-labels-idx1-ubyte.gz'),
      row('t10k-images-idx3-ubyte.gz', 1_648_877, '9fb629c4189551a2d022fa330f9573f3', mnist, 'mnist-t10k-images-idx3-ubyte.gz'),
      row('t10k-labels-idx1-ubyte.gz', 4_542, 'ec29112dd5afa0611ce80d1b7f02629c', mnist, 'mnist-t10k-labels-idx1-ubyte.gz'),
    ],
  },
  {
    id: 'fashion-mnist', name: 'Fashion-MNIST', files: [
      row('train-images-idx3-ubyte.gz', 26_421_880, '8d4fb7e6c68d591d4c3dfef9ec88bf0d', fashion, 'fashion-train-images-idx3-ubyte.gz'),
      row('train-labels-idx1-ubyte.gz', 29_515, '25c81989df183df01b3e8a0aad5dffbe', fashion, 'fashion-train-labels-idx1-ubyte.gz'),
      row('t10k-images-idx3-ubyte.gz', 4_422_102, 'bef4ecab320f06d8554ea6380940ec79', fashion, 'fashion-t10k-images-idx3-ubyte.gz'),
      row('t10k-labels-idx1-ubyte.gz', 5_148, 'bb300cfdad3c16e7a12a480ee83cd310', fashion, 'fashion-t10k-labels-idx1-ubyte.gz'),
    ],
  },
]
