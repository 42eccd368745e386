'use strict'
// Takes the place of @mapbox/node-pre-gyp, which would look for a binding that was downloaded during installation.
// tfjs-node asks find() where its binding is while it is imported, so the engine's folder is chosen at run time.
const path = require('node:path')

exports.find = () => {
  const folder = process.env.VGG_STUDIO_ENGINE
  if (!folder) throw new Error('VGG_STUDIO_ENGINE does not name the folder of an engine.')
  return path.join(folder, 'tfjs_binding.node')
}
