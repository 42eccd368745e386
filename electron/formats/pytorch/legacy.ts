import type { Weights } from '#electron/engine/engine'
import { phrase } from '#shared/base/phrase'
import { elementBytes } from '../elements'
import { allowedWith, tensorsIn, type Storage } from './tensors'
import { PickleFault, unpickle } from './unpickle'

/** The number that files of PyTorch before 1.6 begin with, 0x1950a86a20f9469cfc6c as pickle writes it: protocol 2, ten bytes. */
const start = Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)

/** How many bytes must be known to tell such a file. */
export const legacyStart = start.length

/** Whether a file begins like what torch.save wrote before version 1.6, as the oldest of torchvision's weights still are. */
export function looksLegacy(bytes: Uint8Array): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

/** Reads such a file: three pickles about it, the one with the tensors, the list of storages, then their values, each behind its count. Throws PickleFault. */
export function readLegacy(bytes: Uint8Array): Weights {
  const storages = new Map<string, Storage>()
  const none = allowedWith(() => {
    throw new PickleFault(phrase('valuesBeforeTensors'))
  })
  let at = 0
  const next = (allowed = none) => {
    const { value, end } = unpickle(bytes, allowed, at)
    at = end
    return value
  }
  next()
  next()
  const system = next()
  if (!(system instanceof Map) || system.get('little_endian') !== true) throw new PickleFault(phrase('highestByteFirst'))
  const value = next(allowedWith((key, type, count) => {
    const storage = { type, count }
    storages.set(key, storage)
    return storage
  }))
  const keys = next()
  if (!Array.isArray(keys)) throw new PickleFault(phrase('valuesUnlisted'))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const key of keys as unknown[]) {
    const storage = storages.get(String(key))
    const length = storage && storage.count * elementBytes[storage.type]
    if (!storage || at + 8 + length! > bytes.length || Number(view.getBigUint64(at, true)) !== storage.count) throw new PickleFault(phrase('valuesDisordered'))
    storage.bytes = bytes.subarray(at + 8, at + 8 + length!)
    at += 8 + length!
  }
  return tensorsIn(value)
}
