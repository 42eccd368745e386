/** Contents begin at a multiple of so many bytes, so that a reader can map them into memory. */
const ALIGNMENT = 64
/** 1 January 1980: equal contents give equal files. */
const NO_DATE = 0x21
const UTF8_NAMES = 0x0800
/** The number of the extra field that only fills room, as PyTorch writes it. */
const FILLING = 0x4246

/** The parts of a zip archive without compression, its files in this order (PKWARE's APPNOTE, 4.3). Contents are not copied; all together stay below 4 GB. */
export function storedZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array[] {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const [name, content] of files) {
    const nameBytes = Buffer.from(name)
    const begin = at + 30 + nameBytes.length + 4
    const extra = Buffer.alloc(4 + ((ALIGNMENT - (begin % ALIGNMENT)) % ALIGNMENT))
    extra.writeUInt16LE(FILLING, 0)
    extra.writeUInt16LE(extra.length - 4, 2)
    const facts = factsOf(content, nameBytes.length)
    const local = Buffer.concat([signature(0x04034b50), facts, lengths(extra.length), nameBytes, extra])
    // Made on Unix, and no attributes: a plain file.
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), facts, lengths(0), place, nameBytes]))
    parts.push(local, content)
    at += local.length + content.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(directory.reduce((sum, { length }) => sum + length, 0), 12)
  end.writeUInt32LE(at, 16)
  return [...parts, ...directory, end]
}

/** What both headers of a file say alike, from the version needed to the length of its name. */
function factsOf(content: Uint8Array, nameLength: number): Buffer {
  const facts = Buffer.alloc(24)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(UTF8_NAMES, 2)
  facts.writeUInt16LE(NO_DATE, 8)
  facts.writeUInt32LE(crc32(content), 10)
  facts.writeUInt32LE(content.length, 14)
  facts.writeUInt32LE(content.length, 18)
  facts.writeUInt16LE(nameLength, 22)
  return facts
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value, 0)
  return bytes
}

function lengths(extra: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(extra, 0)
  return bytes
}

let table: Uint32Array | undefined

/** The checksum of zip, CRC-32 (ISO 3309), by a table; the platform's own is not in every Node that this runs in. */
export function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    return value
  })
  let crc = 0xffffffff
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
