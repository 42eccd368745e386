import { phrase, spoken, type Phrase } from '#shared/base/phrase'

/** A tuple; lists are arrays, dicts are maps. */
export class Tuple {
  constructor(readonly items: readonly unknown[]) {}
}

/** A thing of a module by its name. It is never looked up anywhere but in the reader's own table. */
export class Named {
  constructor(readonly module: string, readonly name: string) {}

  get path(): string {
    return `${this.module}.${this.name}`
  }
}

/** What a pickle may ask for beside plain values. Everything else is refused. */
export interface Allowed {
  /** Things that may be called, by module and name. */
  readonly calls: Readonly<Record<string, (args: readonly unknown[]) => unknown>>
  /** Things that may only be named. */
  readonly names: ReadonlySet<string>
  /** What a reference of the file to something outside of the pickle means. */
  persistent(id: unknown): unknown
}

/** Why something is no pickle of plain values, for the sentence about its file. */
export class PickleFault extends Error {
  constructor(readonly reason: Phrase) {
    super(spoken(reason))
  }
}

/** A pickle that asks for what is not allowed; `path` names it. */
export class ForeignFault extends Error {
  constructor(readonly path: string) {
    super(`It asks for ${path}.`)
  }
}

const MARK = Symbol('mark')

/**
 * Reads a pickle of Python as values of a few plain kinds. The codes are those that protocols 2 to 5 write for them; nothing is ever looked up or
 * run that `allowed` does not hold, and what is made is never larger than the pickle. Gives the value and where the next pickle would begin.
 */
export function unpickle(bytes: Uint8Array, allowed: Allowed, begin = 0): { readonly value: unknown; readonly end: number } {
  const machine = new Machine(bytes, allowed, begin)
  return { value: machine.run(), end: machine.at }
}

class Machine {
  private readonly stack: unknown[] = []
  private readonly memo = new Map<number, unknown>()
  private readonly view: DataView

  constructor(
    private readonly bytes: Uint8Array,
    private readonly allowed: Allowed,
    public at: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  run(): unknown {
    for (;;) {
      const code = this.byte()
      if (code === 0x2e) return this.pop()
      const step = steps[code]
      if (!step) throw new PickleFault(phrase('pickleCode', { code, at: this.at - 1 }))
      step(this)
    }
  }

  push(value: unknown): void {
    this.stack.push(value)
  }
  pop(): unknown {
    if (!this.stack.length) throw new PickleFault(phrase('pickleSenseless'))
    const value = this.stack.pop()
    if (value === MARK) throw new PickleFault(phrase('pickleSenseless'))
    return value
  }
  top(): unknown {
    const value = this.pop()
    this.stack.push(value)
    return value
  }
  /** What was put on since the last mark, which goes too. */
  sinceMark(): unknown[] {
    const mark = this.stack.lastIndexOf(MARK)
    if (mark < 0) throw new PickleFault(phrase('pickleSenseless'))
    return this.stack.splice(mark).slice(1)
  }

  byte(): number {
    return this.take(1)[0]!
  }
  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new PickleFault(phrase('pickleCutOff'))
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }
  /** An unsigned number of so many bytes. */
  size(length: 1 | 2 | 4 | 8): number {
    this.take(length)
    const from = this.at - length
    if (length === 1) return this.view.getUint8(from)
    if (length === 2) return this.view.getUint16(from, true)
    return length === 4 ? this.view.getUint32(from, true) : Number(this.view.getBigUint64(from, true))
  }
  signed(): number {
    this.take(4)
    return this.view.getInt32(this.at - 4, true)
  }
  double(): number {
    this.take(8)
    return this.view.getFloat64(this.at - 8, false)
  }
  text(length: number): string {
    const found = this.take(length)
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(found)
    } catch {
      throw new PickleFault(phrase('pickleNotUtf8'))
    }
  }
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at)
    if (end < 0) throw new PickleFault(phrase('pickleCutOff'))
    const line = this.text(end - this.at)
    this.at++
    return line
  }

  keep(place: number): void {
    this.memo.set(place, this.top())
  }
  keepNext(): void {
    this.keep(this.memo.size)
  }
  kept(place: number): void {
    if (!this.memo.has(place)) throw new PickleFault(phrase('pickleSenseless'))
    this.push(this.memo.get(place))
  }

  named(module: string, name: string): void {
    const thing = new Named(module, name)
    if (!Object.hasOwn(this.allowed.calls, thing.path) && !this.allowed.names.has(thing.path)) throw new ForeignFault(thing.path)
    this.push(thing)
  }
  call(): void {
    const args = this.pop()
    const thing = this.pop()
    if (!(thing instanceof Named) || !(args instanceof Tuple)) throw new PickleFault(phrase('pickleSenseless'))
    if (!Object.hasOwn(this.allowed.calls, thing.path)) throw new ForeignFault(thing.path)
    this.push(this.allowed.calls[thing.path]!(args.items))
  }
  persistent(): void {
    this.push(this.allowed.persistent(this.pop()))
  }
  /** Puts pairs into the dict below them. */
  setItems(pairs: readonly unknown[]): void {
    const dict = this.top()
    if (!(dict instanceof Map) || pairs.length % 2) throw new PickleFault(phrase('pickleSenseless'))
    for (let i = 0; i < pairs.length; i += 2) dict.set(pairs[i], pairs[i + 1])
  }
  append(values: readonly unknown[]): void {
    const list = this.top()
    if (!Array.isArray(list)) throw new PickleFault(phrase('pickleSenseless'))
    for (const value of values) list.push(value)
  }
}

const mapOf = (pairs: readonly unknown[]): Map<unknown, unknown> => {
  if (pairs.length % 2) throw new PickleFault(phrase('pickleSenseless'))
  return new Map(Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[2 * i], pairs[2 * i + 1]] as const))
}

const tuple = (count: number) => (m: Machine) => {
  const items = Array.from({ length: count }, () => m.pop()).reverse()
  m.push(new Tuple(items))
}

/** What each code does (Lib/pickletools.py names them), by its byte. */
const steps: Readonly<Record<number, (m: Machine) => void>> = {
  /* PROTO */ 0x80: (m) => void m.byte(),
  /* FRAME */ 0x95: (m) => void m.size(8),
  /* MARK */ 0x28: (m) => m.push(MARK),
  /* POP */ 0x30: (m) => void m.pop(),
  /* POP_MARK */ 0x31: (m) => void m.sinceMark(),
  /* DUP */ 0x32: (m) => m.push(m.top()),
  /* NONE */ 0x4e: (m) => m.push(null),
  /* NEWTRUE */ 0x88: (m) => m.push(true),
  /* NEWFALSE */ 0x89: (m) => m.push(false),
  /* BININT */ 0x4a: (m) => m.push(m.signed()),
  /* BININT1 */ 0x4b: (m) => m.push(m.size(1)),
  /* BININT2 */ 0x4d: (m) => m.push(m.size(2)),
  /* LONG1 */ 0x8a: (m) => m.push(longOf(m.take(m.size(1)))),
  /* BINFLOAT */ 0x47: (m) => m.push(m.double()),
  /* BINUNICODE */ 0x58: (m) => m.push(m.text(m.size(4))),
  /* SHORT_BINUNICODE */ 0x8c: (m) => m.push(m.text(m.size(1))),
  /* BINUNICODE8 */ 0x8d: (m) => m.push(m.text(m.size(8))),
  /* BINSTRING, of Python 2 */ 0x54: (m) => m.push(m.text(m.size(4))),
  /* SHORT_BINSTRING */ 0x55: (m) => m.push(m.text(m.size(1))),
  /* BINBYTES */ 0x42: (m) => m.push(m.take(m.size(4))),
  /* SHORT_BINBYTES */ 0x43: (m) => m.push(m.take(m.size(1))),
  /* EMPTY_LIST */ 0x5d: (m) => m.push([]),
  /* APPEND */ 0x61: (m) => m.append([m.pop()]),
  /* APPENDS */ 0x65: (m) => m.append(m.sinceMark()),
  /* LIST */ 0x6c: (m) => m.push(m.sinceMark()),
  /* EMPTY_TUPLE */ 0x29: (m) => m.push(new Tuple([])),
  /* TUPLE */ 0x74: (m) => m.push(new Tuple(m.sinceMark())),
  /* TUPLE1 */ 0x85: tuple(1),
  /* TUPLE2 */ 0x86: tuple(2),
  /* TUPLE3 */ 0x87: tuple(3),
  /* EMPTY_DICT */ 0x7d: (m) => m.push(new Map()),
  /* DICT */ 0x64: (m) => m.push(mapOf(m.sinceMark())),
  /* SETITEM */ 0x73: (m) => {
    const value = m.pop()
    m.setItems([m.pop(), value])
  },
  /* SETITEMS */ 0x75: (m) => m.setItems(m.sinceMark()),
  /* EMPTY_SET */ 0x8f: (m) => m.push([]),
  /* ADDITEMS */ 0x90: (m) => m.append(m.sinceMark()),
  /* BINGET */ 0x68: (m) => m.kept(m.size(1)),
  /* LONG_BINGET */ 0x6a: (m) => m.kept(m.size(4)),
  /* BINPUT */ 0x71: (m) => m.keep(m.size(1)),
  /* LONG_BINPUT */ 0x72: (m) => m.keep(m.size(4)),
  /* MEMOIZE */ 0x94: (m) => m.keepNext(),
  /* GLOBAL */ 0x63: (m) => m.named(m.line(), m.line()),
  /* STACK_GLOBAL */ 0x93: (m) => {
    const name = m.pop()
    const module = m.pop()
    if (typeof module !== 'string' || typeof name !== 'string') throw new PickleFault(phrase('pickleSenseless'))
    m.named(module, name)
  },
  /* REDUCE */ 0x52: (m) => m.call(),
  /* BUILD: what is set on a dict besides its entries says nothing of weights. */ 0x62: (m) => {
    m.pop()
    if (!(m.top() instanceof Map)) throw new PickleFault(phrase('pickleSenseless'))
  },
  /* BINPERSID */ 0x51: (m) => m.persistent(),
}

/** Two's complement, the lowest byte first; past 2^53 it is rounded. */
function longOf(bytes: Uint8Array): number {
  if (!bytes.length) return 0
  const value = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0)
  return bytes.at(-1)! & 0x80 ? value - 256 ** bytes.length : value
}
