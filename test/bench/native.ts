import util from 'node:util'

/**
 * tfjs-node on the engine's libraries, in the folder that VGG_STUDIO_ENGINE names. It calls two functions of Node's util that Node 23
 * dropped; they are put back before it is loaded.
 */
export async function openNative(): Promise<typeof import('@tensorflow/tfjs-node-gpu')> {
  const dropped = { isNullOrUndefined: (value: unknown) => value === null || value === undefined, isArray: Array.isArray }
  for (const [name, value] of Object.entries(dropped)) if (!(name in util)) Object.assign(util, { [name]: value })
  return import('@tensorflow/tfjs-node-gpu')
}
