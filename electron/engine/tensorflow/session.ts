import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataType, type Binding } from './binding'
import type { GraphBuilder } from './graphdef'

/** What goes into a named node, with its dimensions. */
export interface Feed {
  readonly dims: readonly number[]
  readonly data: Float32Array | Int32Array | Uint8Array
}

/** A loaded graph, one that was built or one that lies in a folder, with variables of its own. One call of `run` is one call into native code. */
export class Session {
  private readonly id: number
  private open = true
  /** Milliseconds spent inside TensorFlow so far. */
  nativeMilliseconds = 0

  constructor(
    private readonly binding: Binding,
    graph: GraphBuilder | { readonly folder: string },
  ) {
    if ('folder' in graph) {
      this.id = binding.loadSavedModel(graph.folder, 'serve')
      return
    }
    const folder = mkdtempSync(join(tmpdir(), 'vgg-studio-graph-'))
    try {
      writeFileSync(join(folder, 'saved_model.pb'), Buffer.concat(graph.savedModel()))
      this.id = binding.loadSavedModel(folder, 'serve')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** Runs what the fetches need and gives their values in that order. The session does not check ranks, so the caller must. */
  run(feeds: Readonly<Record<string, Feed>>, fetches: readonly string[]): (Float32Array | Int32Array)[] {
    if (!this.open) throw new Error('The session was closed.')
    const names = Object.keys(feeds)
    const inputs = names.map((name) => this.tensor(feeds[name]!))
    try {
      const start = performance.now()
      const outputs = this.binding.runSavedModel(this.id, inputs, names.map((name) => `${name}:0`).join(), fetches.map((name) => `${name}:0`).join())
      this.nativeMilliseconds += performance.now() - start
      return outputs.map(({ id }) => {
        const data = this.binding.tensorDataSync(id)
        this.binding.deleteTensor(id)
        return data
      })
    } finally {
      for (const id of inputs) this.binding.deleteTensor(id)
    }
  }

  close(): void {
    if (!this.open) return
    this.open = false
    this.binding.deleteSavedModel(this.id)
  }

  /**
   * Makes a tensor that does not share the array's memory. TensorFlow shares memory that is aligned to 64 bytes and gives it back from
   * whatever thread lets go of it last; the binding then calls into JavaScript's heap from that thread, which now and then ends the
   * process without a word. Memory that is off by 4 bytes from any such boundary is copied and given back at once.
   */
  private tensor({ dims, data }: Feed): number {
    if (data instanceof Uint8Array) return this.binding.createTensor(dims, DataType.uint8, unshared(data, Uint8Array))
    if (data instanceof Int32Array) return this.binding.createTensor(dims, DataType.int32, unshared(data, Int32Array))
    return this.binding.createTensor(dims, DataType.float32, unshared(data, Float32Array))
  }
}

type Numbers = Float32Array | Int32Array | Uint8Array

/** Room for so many numbers in memory that TensorFlow will copy rather than share; what is written into it is fed without another copy. */
export function unsharedRoom<N extends Numbers>(length: number, View: { new (buffer: ArrayBuffer, at: number, length: number): N; BYTES_PER_ELEMENT: number }): N {
  return new View(new ArrayBuffer(length * View.BYTES_PER_ELEMENT + 4), 4, length)
}

function unshared<N extends Numbers>(data: N, View: { new (buffer: ArrayBuffer, at: number, length: number): N; BYTES_PER_ELEMENT: number }): N {
  if (data.byteOffset % 8 === 4) return data
  const room = unsharedRoom(data.length, View)
  room.set(data)
  return room
}
