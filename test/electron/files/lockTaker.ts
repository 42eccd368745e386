import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { takeLock } from '#electron/files/lock'

/**
 * Takes a lock so many times, and each time makes a file that must not be there yet; ends with 1 when somebody else has the lock as well. Every second time
 * it leaves the lock behind with the number of a process that is gone, as one does that is killed.
 */
const [file, times] = [process.argv[2]!, Number(process.argv[3])]
for (let done = 0; done < times; ) {
  const lock = takeLock(file)
  if ('holder' in lock) continue
  closeSync(openSync(`${file}.inside`, 'wx'))
  rmSync(`${file}.inside`)
  if (done % 2) writeFileSync(file, '999999999')
  else lock.release()
  done++
}
