import { expect, it } from 'vitest'
import { dataFolder, libraryFolder } from '#electron/files/places'

it.each([
  ['linux', {}, '/home/ada', '/home/ada/.local/share/vgg-studio'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/vgg-studio'],
  ['linux', { XDG_DATA_HOME: 'not/absolute' }, '/home/ada', '/home/ada/.local/share/vgg-studio'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/ada', '/Users/ada/Library/Application Support/VGG Studio'],
  ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ada', 'D:\\Local\\VGG Studio'],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Local\\VGG Studio'],
] as const)('puts data where programs of %s put it, with %o', (platform, environment, home, folder) => {
  expect(dataFolder({ platform, environment, home })).toBe(folder)
})

it('puts the library among them, unless another place is named for it', () => {
  const ada = { platform: 'linux', environment: {}, home: '/home/ada' } as const
  expect(libraryFolder(ada)).toBe('/home/ada/.local/share/vgg-studio/library')
  expect(libraryFolder({ ...ada, environment: { VGG_STUDIO_LIBRARY: '/data/library' } })).toBe('/data/library')
})
