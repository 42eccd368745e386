import { libraryFolder, thisPerson } from '#electron/files/places'
import { forkSpawner } from '#electron/studio/spawner'
import { line, problem, StudioProblem } from '#shared/base/problem'
import { connect } from '#shared/contract/client'
import { dataArea, type DataSetInfo } from '#shared/contract/data'
import type { Command } from '../command'
import { readOptions, wholeOf, wordOf } from '../options'
import { bytes, duration, grouped, table } from '../words'

const kinds = { name: 'text', size: 'text', fit: 'text', json: 'flag' } as const
const verbs = ['list', 'get', 'import', 'info', 'verify', 'remove'] as const

/** The library's data sets: which there are, getting and bringing in, looking after them. */
export const data: Command = {
  line: 'the data sets of the library: list, get, import, info, verify, remove',
  help: `The data sets of the library: which there are, getting and bringing in, looking after them. train --data takes their ids.

usage: npm run studio -- data list
       npm run studio -- data get <id>
       npm run studio -- data import <path> [options]
       npm run studio -- data info|verify|remove <id>

A path is a folder with a folder of pictures for each class (maybe inside train and test), a .zip or .tar.gz of one, a .csv of paths and labels,
or the files of a known data set: CIFAR-10's or CIFAR-100's binary archive or folder, a folder with the four of MNIST or Fashion-MNIST. Ctrl-C stops; the part of a download is kept.

  --name <name>    what it is called (the file's name)
  --size <n>       height and width that pictures are brought to (chosen after the pictures)
  --fit <how>      crop, fit or stretch (crop)
  --json           for machines

examples:
  npm run studio -- data import ~/Pictures/flowers --name Flowers --size 64
  npm run studio -- data get cifar-10
  npm run studio -- train --model vgg16-bn-small --data flowers --classes 4 --epochs 20`,

  async run(words) {
    const { options, names } = readOptions(words, kinds)
    const verb = wordOf('data', names[0], 'list', verbs)
    const [, subject, ...more] = names
    if (more[0] !== undefined || (verb === 'list' && subject !== undefined)) throw problem('tooManyWords', { word: more[0] ?? subject! })
    if (verb !== 'list' && subject === undefined) throw problem('optionMissing', { option: `data ${verb}`, what: verb === 'import' ? 'the path' : 'the id of a data set' })
    const library = libraryFolder(thisPerson())
    const started = forkSpawner(__dirname).start('datasets', { VGG_STUDIO_LIBRARY: library })
    try {
      const { data: client } = connect({ data: dataArea }, started.port)
      const watched = watch(client)
      const say = (info: DataSetInfo) => console.log(options.json ? JSON.stringify(inEnglish(info)) : described(info))
      if (verb === 'list') {
        const sets = await watched.settled()
        console.log(options.json ? JSON.stringify(sets.map(inEnglish)) : listed(sets))
      } else if (verb === 'info') {
        const info = (await watched.settled()).find(({ id }) => id === subject)
        if (!info) throw problem('dataSetAbsent', { id: subject! })
        say(info)
      } else if (verb === 'verify') {
        const { sound, said } = await client.verify({ id: subject! })
        const sentence = line(said)
        console.log(options.json ? JSON.stringify({ id: subject, sound, sentence }) : sentence)
        return sound ? 0 : 1
      } else if (verb === 'remove') {
        await client.remove({ id: subject! })
        console.log(options.json ? JSON.stringify({ id: subject, removed: true }) : `${subject} is removed.`)
      } else {
        const side = wholeOf('size', options.size, undefined, { min: 1, max: 1024 })
        const id = verb === 'get' ? subject! : (await client.import({
          path: subject!, fit: wordOf('fit', options.fit, 'crop', ['crop', 'fit', 'stretch']), ...(options.name !== undefined && { name: options.name }), ...(side !== undefined && { size: { height: side, width: side } }),
        })).id
        if (verb === 'get') await client.get({ id })
        const stop = () => void client.cancel({ id })
        process.once('SIGINT', stop)
        const info = await watched.done(id, (text) => options.json || process.stdout.isTTY !== true || process.stdout.write(`\r${text}\u001b[K`))
        process.off('SIGINT', stop)
        if (process.stdout.isTTY && !options.json) process.stdout.write('\r\u001b[K')
        if (!info || info.state === 'absent') {
          console.log(`Stopped. ${verb === 'get' ? 'What came so far is kept: the same command goes on.' : 'Nothing was kept.'}`)
          return 130
        }
        if (info.problem) throw new StudioProblem(info.problem)
        say(info)
      }
      return 0
    } finally {
      started.port.close()
    }
  },
}

type DataClient = ReturnType<typeof connect<{ data: typeof dataArea }>>['data']

/** All data sets as they change: as they are once nothing is made any more, and when one of them is done with. */
function watch(client: DataClient): { settled(): Promise<DataSetInfo[]>; done(id: string, tell: (text: string) => void): Promise<DataSetInfo | undefined> } {
  const sets = new Map<string, DataSetInfo>()
  const waiting = new Set<() => void>()
  let begun = false
  const changed = () => {
    for (const look of waiting) look()
  }
  client.watch({}, {
    snapshot(all) {
      begun = true
      for (const info of all) sets.set(info.id, info)
      changed()
    },
    event(event) {
      if (event.type === 'removed') sets.delete(event.id)
      else sets.set(event.set.id, event.set)
      changed()
    },
  })
  const until = (ready: () => boolean) => new Promise<void>((resolve) => {
    const look = () => {
      if (!begun || !ready()) return
      waiting.delete(look)
      resolve()
    }
    waiting.add(look)
    look()
  })
  return {
    async settled() {
      await until(() => sets.get('shapes-10')?.state !== 'reading')
      return [...sets.values()]
    },
    async done(id, tell) {
      // What was asked for a moment ago may not have begun yet.
      let begun = false
      await until(() => {
        const info = sets.get(id)
        begun ||= info !== undefined && info.state !== 'absent'
        if (info && busy(info)) tell(progressOf(info))
        return begun && (!info || !busy(info))
      })
      return sets.get(id)
    },
  }
}

const busy = ({ state }: DataSetInfo) => ['waiting', 'getting', 'verifying', 'unpacking', 'reading'].includes(state)

function progressOf({ name, state, progress }: DataSetInfo): string {
  const doing = { getting: 'downloading', reading: 'reading the pictures', waiting: 'waiting', verifying: 'checking', unpacking: 'unpacking' }[state as 'getting'] ?? state
  if (!progress) return `${name}: ${doing}`
  const { done, of, unit, perSecond, secondsLeft } = progress
  const show = (value: number) => (unit === 'bytes' ? bytes(value) : grouped(value))
  return `${name}: ${doing}, ${show(done)} of ${show(of)}, ${show(perSecond)}${unit === 'bytes' ? '/s' : ' a second'}${secondsLeft === undefined ? '' : `, ${duration(secondsLeft)} left`}`
}

function listed(sets: readonly DataSetInfo[]): string {
  return table([['id', 'name', 'pictures', 'size', 'classes', 'state'], ...sets.map(({ id, name, counts, size, classes, state, downloadBytes }) => [
    id, name, grouped(counts.training + counts.test), size.height ? `${size.height} × ${size.width}` : '–', classes.length ? String(classes.length) : '–', state === 'absent' ? `${bytes(downloadBytes)} to get` : state,
  ])])
}

/** With texts in place of phrases, for programs that read it. */
function inEnglish(info: DataSetInfo): DataSetInfo {
  return { ...info, about: line(info.about), warnings: info.warnings.map((warning) => line(warning)) }
}

function described({ id, name, about, counts, size, classes, balance, mean, deviation, hash, diskBytes, warnings, skipped }: DataSetInfo): string {
  const lines = [
    `${name} (${id}). ${line(about).replace(/\.$/, '')}.`,
    `${grouped(counts.training)} pictures to train, ${grouped(counts.test)} to test, ${size.height} × ${size.width} with ${size.channels} channels; ${bytes(diskBytes)} on the disk.`,
    ...(mean.length ? [`Mean ${mean.map((value) => value.toFixed(4)).join(' ')}, deviation ${deviation.map((value) => value.toFixed(4)).join(' ')}.`] : []),
    ...(hash ? [`SHA-256 ${hash}`] : []),
    ...(skipped ? [`${grouped(skipped)} files were left out.`] : []),
    ...warnings.map((warning) => line(warning)),
  ]
  return [...lines, '', table([['class', 'train', 'test'], ...classes.map((each, label) => [each, grouped(balance.training[label] ?? 0), grouped(balance.test[label] ?? 0)])])].join('\n')
}
