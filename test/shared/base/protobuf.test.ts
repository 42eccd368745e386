import { expect, it } from 'vitest'
import { Message } from '#shared/base/protobuf'

const bytesOf = (message: Message) => [...Buffer.concat(message.parts())]

it('writes fields as the encoding of protocol buffers says', () => {
  // The first three are the examples of the encoding's own description.
  expect(bytesOf(new Message().int(1, 150))).toEqual([0x08, 0x96, 0x01])
  expect(bytesOf(new Message().text(2, 'testing'))).toEqual([0x12, 0x07, ...Buffer.from('testing')])
  expect(bytesOf(new Message().message(3, new Message().int(1, 150)))).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01])
  expect(bytesOf(new Message().int(1, -1))).toEqual([0x08, ...new Array<number>(9).fill(0xff), 0x01])
  expect(bytesOf(new Message().int(20, true))).toEqual([0xa0, 0x01, 0x01])
  expect(bytesOf(new Message().int(1, 2 ** 40))).toEqual([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20])
  expect(bytesOf(new Message().float(2, 1.5))).toEqual([0x15, 0, 0, 0xc0, 0x3f])
  expect(bytesOf(new Message().ints(4, [3, 270]))).toEqual([0x22, 0x03, 0x03, 0x8e, 0x02])
  expect(bytesOf(new Message().entry(5, 'a', new Message().int(1, 0)))).toEqual([0x2a, 0x07, 0x0a, 0x01, 0x61, 0x12, 0x02, 0x08, 0x00])
})

it('keeps large values as they are, in their place among the rest, and knows its length', () => {
  const large = new Uint8Array(100_000).fill(7)
  const message = new Message().int(1, 1).message(2, new Message().bytes(1, large).int(2, 2)).int(3, 3)
  expect(message.parts().some((part) => part.buffer === large.buffer)).toBe(true)
  const bytes = Buffer.concat(message.parts())
  expect(bytes.length).toBe(message.length)
  expect([...bytes.subarray(0, 2)]).toEqual([0x08, 0x01])
  expect([...bytes.subarray(-4)]).toEqual([0x10, 0x02, 0x18, 0x03])
  expect(bytes.filter((byte) => byte === 7)).toHaveLength(100_000)
})
