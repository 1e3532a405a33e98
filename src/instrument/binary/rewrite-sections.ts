/** A copy of a module in which some sections are written anew. */
import { ByteReader } from './reader.js';
import { SECTION } from './opcodes.js';
import { ByteWriter } from './writer.js';

/** Writes the payload of a section; `start` and `end` of the old one are places in the module. */
export type WriteSection = (payload: ByteWriter, start: number, end: number) => void;

/**
 * @param code of all functions
 * @param written by the number of the section; all others stay as they are
 */
export function rewriteSections(
  bytes: Uint8Array,
  code: ByteWriter,
  written: Readonly<Partial<Record<number, WriteSection>>>,
): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(bytes.length + code.length);
  out.copy(bytes, 0, 8);
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.u8();
    const size = reader.u32();
    const start = reader.pos;
    reader.skip(size);
    if (id === SECTION.code) {
      out.u8(id).sized(code);
      continue;
    }
    const payload = new ByteWriter(size + 64);
    const write = written[id];
    if (write === undefined) payload.copy(bytes, start, start + size);
    else write(payload, start, start + size);
    out.u8(id).sized(payload);
  }
  return new Uint8Array(out.bytes());
}
