import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Updates } from '#electron/main/updates'
import { wordsOf } from '#electron/main/words'

const seen = vi.hoisted(() => ({
  asked: [] as { message: string; detail: string; buttons: string[] }[],
  answers: [] as number[],
  quits: 0,
  updater: {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    downloads: 0,
    found: undefined as unknown,
    checkForUpdates: () => Promise.resolve(seen.updater.found),
    downloadUpdate: () => Promise.resolve(void seen.updater.downloads++),
    on: () => undefined,
  },
}))

vi.mock('electron', () => ({
  app: { getVersion: () => '1.0.0', quit: () => void seen.quits++ },
  BrowserWindow: { getFocusedWindow: () => null, getAllWindows: () => [] },
  dialog: {
    showMessageBox: (asked: (typeof seen.asked)[number]) => {
      seen.asked.push(asked)
      return Promise.resolve({ response: seen.answers.shift() ?? 0 })
    },
  },
}))
vi.mock('electron-updater', () => ({ autoUpdater: seen.updater }))

const newer = { isUpdateAvailable: true, updateInfo: { version: '1.1.0', files: [{ size: 250_000_000 }] } }
const updates = () => new Updates(() => wordsOf('en', 'en'))

describe('looking for a newer version', () => {
  beforeEach(() => Object.assign(seen, { asked: [], answers: [], quits: 0 }, { updater: Object.assign(seen.updater, { downloads: 0, found: undefined }) }))

  it('says when there is none, and gets nothing', async () => {
    seen.updater.found = { isUpdateAvailable: false, updateInfo: { version: '1.0.0', files: [] } }
    await updates().look()
    expect(seen.asked).toMatchObject([{ message: 'VGG Studio 1.0.0 is the newest version' }])
    expect(seen.updater.downloads).toBe(0)
  })

  it('gets a newer one when the person wants it, and leaves the old one in place until the app quits', async () => {
    seen.updater.found = newer
    seen.answers = [0, 1]
    await updates().look()
    expect(seen.asked).toMatchObject([
      { message: 'VGG Studio 1.1.0 is there', detail: 'It takes 250 MB.', buttons: ['Download', 'Cancel'] },
      { message: 'The new version is ready', buttons: ['Quit', 'Later'] },
    ])
    expect(seen.updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: true, downloads: 1 })
    expect(seen.quits).toBe(0)
  })

  it('quits by the way that asks and saves when the person wants it at once', async () => {
    seen.updater.found = newer
    seen.answers = [0, 0]
    await updates().look()
    expect(seen.quits).toBe(1)
  })

  it('gets nothing that the person does not want', async () => {
    seen.updater.found = newer
    seen.answers = [1]
    await updates().look()
    expect(seen.updater.downloads).toBe(0)
  })

  it('tells in a sentence why it could not look, and can look again', async () => {
    const once = vi.spyOn(seen.updater, 'checkForUpdates').mockRejectedValueOnce(new Error('net::ERR_NAME_NOT_RESOLVED\n    at somewhere'))
    const same = updates()
    await same.look()
    expect(seen.asked).toMatchObject([{ message: 'Newer versions could not be looked for', detail: 'its name could not be looked up' }])
    seen.updater.found = { isUpdateAvailable: false, updateInfo: { version: '1.0.0', files: [] } }
    await same.look()
    expect(seen.asked.at(-1)).toMatchObject({ message: 'VGG Studio 1.0.0 is the newest version' })
    once.mockRestore()
  })
})
