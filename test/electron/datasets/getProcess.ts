import { writeSync } from 'node:fs'
import { Shelf } from '#electron/datasets/shelf'
import { realDownloads } from '#electron/files/download/outside'

// A download in a process of its own, for tests that kill it or take its disk away: the library, the address of the archive, its MD5 and its length.
const [library, address, md5, length] = process.argv.slice(2) as [string, string, string, string]
const shelf = new Shelf(library, {
  sources: [{ id: 'cifar-10', name: 'CIFAR-10', files: [{ file: 'cifar.tar.gz', bytes: Number(length), addresses: [address], digest: { kind: 'md5', hex: md5 } }] }],
  downloads: { ...realDownloads, plainLoopback: true },
})
shelf.listen((change) => {
  if (change.type === 'removed' || (change.set.state !== 'ready' && change.set.state !== 'failed')) return
  writeSync(1, `${change.set.problem?.sentence ?? change.set.hash}\n`)
  process.exit(change.set.state === 'ready' ? 0 : 1)
})
writeSync(1, 'begun\n')
shelf.get('cifar-10')
