/** Sections that are lists: more entries behind those that a module has, so that no index changes. */
import { ByteReader } from './reader.js';
import type { ByteWriter } from './writer.js';

/** The section's payload from `start` to `end` with `more` entries, which `write` writes. */
export function appendEntries(
  s: ByteWriter,
  bytes: Uint8Array,
  [start, end]: readonly [start: number, end: number],
  more: number,
  write: (s: ByteWriter) => void,
): void {
  const r = new ByteReader(bytes, start, end);
  s.u32(r.u32() + more).copy(bytes, r.pos, end);
  write(s);
}
