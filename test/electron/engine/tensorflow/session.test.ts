import { DataType, type Binding } from '#electron/engine/tensorflow/binding'
import { GraphBuilder } from '#electron/engine/tensorflow/graphdef'
import { Session } from '#electron/engine/tensorflow/session'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { defaultPlan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { engineFolder } from '../../../helpers/engine'

/** Stands in for the addon, and keeps what it was given. */
function listening() {
  const fed: { shape: readonly number[]; type: number; data: Float32Array | Int32Array | Uint8Array }[] = []
  const deleted: number[] = []
  const folders: string[] = []
  const binding: Binding = {
    TF_Version: '0',
    createTensor: (shape, type, data) => fed.push({ shape, type, data }) - 1,
    deleteTensor: (id) => void deleted.push(id),
    tensorDataSync: () => new Float32Array(1),
    loadSavedModel: (folder) => folders.push(folder),
    runSavedModel() {
      if (fed.length === 4) throw new Error('it failed')
      return [{ id: 99, shape: [1], dtype: 1 }]
    },
    deleteSavedModel: () => undefined,
    isUsingGpuDevice: () => false,
    getNumOfTensors: () => 0,
  }
  return { binding, fed, deleted, folders }
}

describe('a session', () => {
  // Shared memory is given back from a thread of TensorFlow's, which ended one process in some hundred without a word.
  it('feeds copies that TensorFlow cannot share, whatever the memory they come from', () => {
    const { binding, fed } = listening()
    const session = new Session(binding, new GraphBuilder())
    const whole = Float32Array.from({ length: 64 }, (_, i) => i)
    session.run({ a: { dims: [64], data: whole }, b: { dims: [2], data: Int32Array.of(7, 8) }, c: { dims: [3], data: Uint8Array.of(1, 2, 3) } }, ['x'])
    expect(fed.map(({ type }) => type)).toEqual([DataType.float32, DataType.int32, DataType.uint8])
    expect(fed.map(({ data }) => [...data])).toEqual([[...whole], [7, 8], [1, 2, 3]])
    // Memory begins at a multiple of 8 bytes at least; 4 bytes on it is no multiple of 64.
    for (const { data } of fed) expect(data.byteOffset % 8).toBe(4)
    whole.fill(-1)
    expect(fed[0]!.data[1]).toBe(1)
  })

  it('gives back every tensor, also when the run fails', () => {
    const { binding, fed, deleted } = listening()
    const session = new Session(binding, new GraphBuilder())
    const feed = { dims: [1], data: Float32Array.of(1) }
    session.run({ a: feed, b: feed }, ['x'])
    expect(() => session.run({ a: feed, b: feed }, ['x'])).toThrow('it failed')
    expect(deleted.sort()).toEqual([0, 1, 2, 3, 99].sort())
    expect(fed).toHaveLength(4)
  })

  it('leaves no file behind', () => {
    const { binding, folders } = listening()
    new Session(binding, new GraphBuilder())
    expect(folders).toHaveLength(1)
    expect(existsSync(folders[0]!)).toBe(false)
  })
})

describe('a program', () => {
  const pictures = { height: 32, width: 32, channels: 3, mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] }
  const program = async () => openTensorFlow(engineFolder()).compile(presets['vgg16-bn-small'].build(32, 10), defaultPlan, pictures)
  const control = { learningRate: 0.1, step: 0 }

  // The session itself does not check: a tensor of the wrong size ends the process.
  it('refuses a batch whose sizes do not fit, and goes on working', async () => {
    const made = await program()
    const labels = Int32Array.of(1, 2)
    const images = new Uint8Array(2 * 3072)
    expect(() => made.step({ count: 2, images: images.subarray(1), labels }, control)).toThrow(/pictures are 6143 numbers, not 6144/)
    expect(() => made.step({ count: 2, images, labels: Int32Array.of(1) }, control)).toThrow(/labels are 1 numbers, not 2/)
    expect(() => made.step({ count: 2, images, labels: new Float32Array(19) }, control)).toThrow(/distributions are 19 numbers, not 20/)
    expect(() => made.step({ count: 2, images, labels: Int32Array.of(1, 10) }, control)).toThrow(/A label is 10, but the network has 10 classes/)
    expect(() => made.predict(new Uint8Array(), 0)).toThrow(/0 numbers/)
    expect(made.step({ count: 2, images, labels }, control).loss).toBeGreaterThan(0)
    made.dispose()
  })

  it('cannot be used after it was disposed of, and can be disposed of twice', async () => {
    const made = await program()
    made.dispose()
    made.dispose()
    expect(() => made.readWeights()).toThrow('The session was closed.')
  })

  it('takes its own weights back, and refuses those of another network by name', async () => {
    const made = await program()
    const weights = made.readWeights()
    made.writeWeights(weights)
    expect(made.readWeights()).toEqual(weights)
    const others = new Map(weights).set('features.3.weight', { shape: [16, 16, 1, 1], data: new Float32Array(256) })
    expect(() => made.writeWeights(others)).toThrow(/first at features\.3\.weight: the weights have 16 × 16 × 1 × 1, the network has 16 × 16 × 3 × 3/)
    made.dispose()
  })

  it('names every tensor of a network in which names hold any characters', async () => {
    const graph = presets['vgg16-bn-small'].build(32, 10)
    const odd = { ...graph, nodes: graph.nodes.map((node) => (node.kind === 'dense' ? { ...node, name: `слой, "${node.name}":0 ^/` } : node)) }
    const made = await openTensorFlow(engineFolder()).compile(odd, defaultPlan, pictures)
    expect([...made.readWeights().keys()]).toContain('слой, "classifier.0":0 ^/.weight')
    expect(made.step({ count: 2, images: new Uint8Array(2 * 3072), labels: Int32Array.of(1, 2) }, control).loss).toBeGreaterThan(0)
    made.dispose()
  })
})
