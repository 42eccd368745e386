// How the app is packed, as electron-builder wants to know it.
import { join } from 'node:path'
import { root } from './packages.mjs'

/** The forms in which people of this system install programs. */
export const forms = { linux: ['AppImage', 'deb', 'tar.gz'], win32: ['nsis'], darwin: ['dmg'] }[process.platform] ?? []

/**
 * electron-builder's configuration.
 * `app`: the folder of the app, as `stage` lays it out. `output`: where the package will lie. `engine`: the folder of a whole engine for this system. `licences`: a file that names all that is shipped, with its terms.
 * `inspect`: leaves the fuse in by which Playwright attaches. `updates`: the address where newer versions will lie, if there is one.
 * `electron`: `{ folder, version }` of an unpacked Electron to use instead of the one that is downloaded.
 */
export function builderConfig({ app, output, engine, licences, inspect, updates, electron }) {
  return {
    appId: 'io.github.vgg-studio',
    productName: 'VGG Studio',
    // Packages for Debian must name a page; whoever publishes says which.
    extraMetadata: { homepage: process.env.VGG_STUDIO_HOMEPAGE ?? 'http://localhost/' },
    copyright: 'The authors of VGG Studio, Apache-2.0',
    directories: { app, output, buildResources: 'resources' },
    // Libraries are loaded by the system, which does not look into an archive.
    asarUnpack: ['**/*.{node,so,so.*,dylib,dll,dat}'],
    extraResources: [
      { from: engine, to: 'engine' },
      { from: licences, to: 'licences.txt' },
    ],
    npmRebuild: false,
    publish: updates ? { provider: 'generic', url: updates } : null,
    ...(electron && { electronDist: electron.folder, electronVersion: electron.version }),
    electronFuses: fuses(inspect, electron?.version),
    fileAssociations: [{ ext: 'vggs', name: 'VGG Studio network', mimeType: 'application/x-vgg-studio-network', role: 'Editor' }],
    linux: {
      executableName: 'vgg-studio',
      category: 'Science',
      synopsis: 'Design, train and understand convolutional networks',
      maintainer: 'The authors of VGG Studio <vgg-studio@localhost>',
      icon: join(root, 'resources', 'icon.png'),
    },
    win: { icon: join(root, 'resources', 'icon.png') },
    nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
    mac: { category: 'public.app-category.developer-tools', icon: join(root, 'resources', 'icon.png') },
  }
}

/** Electron's fuses, as its checklist asks. What is started is always the app: no plain Node, no options from outside, no debugger. */
function fuses(inspect, version) {
  return {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: inspect,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    // Electron has it from 29 on; only tests are packed with an older one.
    ...(!(Number.parseInt(version) < 29) && { grantFileProtocolExtraPrivileges: false }),
    resetAdHocDarwinSignature: process.platform === 'darwin',
  }
}
