import type { Weights } from '#electron/engine/engine'
import { phrase } from '#shared/base/phrase'
import { sizeOf } from '#shared/ops/ops'
import { toFloat32, type ElementType } from '../elements'
import { Named, PickleFault, Tuple, type Allowed } from './unpickle'

/** Values that tensors stand in. Their bytes may come after the pickle that speaks of them. */
export interface Storage {
  readonly type: ElementType
  /** How many values. */
  readonly count: number
  bytes?: Uint8Array
  /** The values, once they are wanted. */
  values?: Float32Array
}

/** A tensor before its values are wanted: they may stand in its storage in any order. */
class Tensor {
  constructor(readonly storage: Storage, readonly offset: number, readonly shape: readonly number[], readonly strides: readonly number[]) {}
}

const storageTypes: Readonly<Record<string, ElementType>> = {
  DoubleStorage: 'F64', FloatStorage: 'F32', HalfStorage: 'F16', BFloat16Storage: 'BF16', LongStorage: 'I64', IntStorage: 'I32', ShortStorage: 'I16', CharStorage: 'I8', ByteStorage: 'U8', BoolStorage: 'BOOL',
}

/** What a pickle of PyTorch's may ask for: tensors, and dicts that remember their order. `storageOf` finds the values of a key; `count` is how many the pickle says there are. */
export function allowedWith(storageOf: (key: string, type: ElementType, count: number) => Storage): Allowed {
  const storages = new Map<string, Storage>()
  return {
    calls: {
      'collections.OrderedDict': (args) => {
        // One of given entries would be a copy, and a file could ask for so many that they fill the memory.
        if (args.length) throw new PickleFault(phrase('pickleSenseless'))
        return new Map()
      },
      'torch._utils._rebuild_tensor_v2': ([storage, offset, shape, strides]) => tensor(storage, offset, shape, strides),
      'torch._utils._rebuild_parameter': ([data]) => data,
      'torch.Size': ([sizes]) => sizes,
    },
    names: new Set(Object.keys(storageTypes).map((name) => `torch.${name}`)),
    persistent(id) {
      const [kind, named, key, , count] = id instanceof Tuple ? id.items : []
      const type = named instanceof Named ? storageTypes[named.name] : undefined
      if (kind !== 'storage' || !type || typeof key !== 'string' || !isWhole(count)) throw new PickleFault(phrase('noStorage'))
      const storage = storages.get(key) ?? storageOf(key, type, count)
      storages.set(key, storage)
      return storage
    },
  }
}

function tensor(storage: unknown, offset: unknown, shape: unknown, strides: unknown): Tensor {
  const [sizes, steps] = [wholeNumbers(shape), wholeNumbers(strides)]
  if (!isStorage(storage) || !isWhole(offset) || !sizes || !steps || sizes.length !== steps.length || sizes.length > 8) throw new PickleFault(phrase('tensorSenseless'))
  const last = sizes.includes(0) ? -1 : sizes.reduce((at, size, axis) => at + (size - 1) * steps[axis]!, offset)
  if (last >= storage.count || sizeOf(sizes) > storage.count) throw new PickleFault(phrase('tensorTooLarge'))
  return new Tensor(storage, offset, sizes, steps)
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
function wholeNumbers(value: unknown): readonly number[] | undefined {
  return value instanceof Tuple && value.items.every(isWhole) ? (value.items as number[]) : undefined
}
function isStorage(value: unknown): value is Storage {
  return typeof value === 'object' && value !== null && 'count' in value && 'type' in value
}

/** Under these names programs keep the state dict in a checkpoint. */
const usualKeys = ['state_dict', 'model_state_dict', 'model', 'net', 'weights']
/** What wrappers of PyTorch put before every name: DataParallel, and torch.compile. */
const wrappers = ['module.', '_orig_mod.']
/** Tensors may share values, as tied weights do; past so many times what the file holds it was made to fill the memory. */
const mostShared = 2

/** The tensors of a state dict, or of a checkpoint that holds one under a usual name. */
export function tensorsIn(value: unknown): Weights {
  const candidates = [value, ...usualKeys.map((key) => (value instanceof Map ? value.get(key) : undefined))]
  const found = candidates.map(tensorsOf).find(({ length }) => length)
  if (!found) throw new PickleFault(phrase('noNamedTensors'))
  const wrapper = wrappers.find((prefix) => found.every(([name]) => name.startsWith(prefix))) ?? ''
  const held = [...new Set(found.map(([, { storage }]) => storage))].reduce((sum, { count }) => sum + count, 0)
  if (found.reduce((sum, [, { shape }]) => sum + sizeOf(shape), 0) > mostShared * held) throw new PickleFault(phrase('sharedTooOften'))
  return new Map(found.map(([name, one]) => [name.slice(wrapper.length), { shape: one.shape, data: valuesOf(one) }]))
}

function tensorsOf(value: unknown): [name: string, tensor: Tensor][] {
  return value instanceof Map ? [...(value as Map<unknown, unknown>)].filter((entry): entry is [string, Tensor] => typeof entry[0] === 'string' && entry[1] instanceof Tensor) : []
}

/** The values in the order of the tensor's shape, whatever the order in which they are stored. */
function valuesOf({ storage, offset, shape, strides }: Tensor): Float32Array {
  if (!storage.bytes) throw new PickleFault(phrase('tensorWithoutValues'))
  const all = (storage.values ??= toFloat32(storage.bytes, storage.type))
  const count = sizeOf(shape)
  const inOrder = shape.every((size, axis) => size === 1 || strides[axis] === sizeOf(shape.slice(axis + 1)))
  if (inOrder) return count === all.length ? all : all.slice(offset, offset + count)
  const data = new Float32Array(count)
  const place = shape.map(() => 0)
  for (let i = 0, from = offset; i < count; i++) {
    data[i] = all[from]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place[axis]!++
      from += strides[axis]!
      if (place[axis]! < shape[axis]!) break
      from -= place[axis]! * strides[axis]!
      place[axis] = 0
    }
  }
  return data
}
