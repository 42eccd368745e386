/** A value as pickle writes it: the few kinds of which a state dict is made. */
export type Picklable =
  | number
  | string
  | boolean
  | { readonly tuple: readonly Picklable[] }
  /** A thing of a module by its name, called with these arguments where there are any. */
  | { readonly module: string; readonly name: string; readonly call?: readonly Picklable[] }
  /** A thing that the reader finds by itself, from this. */
  | { readonly persistent: Picklable }
  | { readonly ordered: readonly (readonly [key: string, value: Picklable])[] }

/** A value as Python's pickle of protocol 2, which every PyTorch with weights_only reads (Lib/pickletools.py describes each code). */
export function pickle(value: Picklable): Uint8Array {
  const out: number[] = [0x80, 2]
  write(value, out)
  out.push(code('.'))
  return Uint8Array.from(out)
}

const code = (letter: string): number => letter.charCodeAt(0)

function write(value: Picklable, out: number[]): void {
  if (typeof value === 'boolean') out.push(value ? 0x88 : 0x89)
  else if (typeof value === 'number') writeNumber(value, out)
  else if (typeof value === 'string') {
    const bytes = Buffer.from(value)
    out.push(code('X'), ...fourBytes(bytes.length), ...bytes)
  } else if ('tuple' in value) {
    out.push(code('('))
    for (const each of value.tuple) write(each, out)
    out.push(code('t'))
  } else if ('persistent' in value) {
    write(value.persistent, out)
    out.push(code('Q'))
  } else if ('ordered' in value) {
    write({ module: 'collections', name: 'OrderedDict', call: [] }, out)
    out.push(code('('))
    for (const [key, each] of value.ordered) {
      write(key, out)
      write(each, out)
    }
    out.push(code('u'))
  } else {
    out.push(code('c'), ...Buffer.from(`${value.module}\n${value.name}\n`))
    if (!value.call) return
    write({ tuple: value.call }, out)
    out.push(code('R'))
  }
}

/** A whole number: of four bytes with a sign, or of as many as it takes. */
function writeNumber(value: number, out: number[]): void {
  if (value === (value | 0)) return void out.push(code('J'), ...fourBytes(value))
  const bytes = new Uint8Array(BigInt64Array.of(BigInt(value)).buffer)
  out.push(0x8a, bytes.length, ...bytes)
}

function fourBytes(value: number): Uint8Array {
  return new Uint8Array(Int32Array.of(value).buffer)
}
