/**
 * A checksum of a page: FNV-1a over words of 32 bits, with the high bits folded in. It finds damage, not malice.
 * G. Fowler, L. C. Noll and K.-P. Vo, comment to the IEEE POSIX P1003.2 committee, 1991.
 */
const BASIS = 0x811c_9dc5;
const PRIME = 0x0100_0193;

/** @param bytes a multiple of 4 */
export function hashOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = BASIS | 0;
  for (let at = 0; at < view.byteLength; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), PRIME);
    hash ^= hash >>> 15;
  }
  return hash;
}
